"""The template of a workspace's documents: kept among its settings, handed over as a file.

It is this workspace's own, never in the journal and never in a package: whose letterhead a document bears is no fact of
an evaluation. The file holds its logos too; both are read as strictly as what strangers send.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lcc_desktop.domain.errors import FileTooLarge, TemplateRefused, TemplateUnreadable
from lcc_desktop.domain.framework import Text
from lcc_desktop.domain.template import STANDARD, Template, faults, tidied
from lcc_desktop.models.registry import Setting
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.pictures.logo import logo
from lcc_desktop.services.files import open_given
from lcc_desktop.services.unit import Work, begin, look, write_whole
from lcc_desktop.sync import canonical

KEY = "template"
FORMAT, VERSION = "lcc-template", 1
LARGEST, LARGEST_LOGO = 16 * 1024**2, 5 * 1024**2
"""Bytes of a template's file and of a picture for a logo."""


class Templates:
    """The template of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def read(self) -> Template:
        """The template that stands; STANDARD while nobody has said otherwise. Raises StorageFailed."""
        with look(self._workspace) as work:
            return template_of(work)

    def keep(self, template: Template) -> Template:
        """Have another template stand; it as it is kept. Raises TemplateRefused, StorageFailed."""
        template = tidied(template)
        found = faults(template)
        if found:
            raise TemplateRefused(tuple(found))
        with begin(self._workspace) as work:
            row = work.session.get(Setting, KEY)
            if template != STANDARD:
                work.session.merge(Setting(key=KEY, value=canonical.dump(_members(template)).decode()))
            elif row is not None:
                work.session.delete(row)
            work.commit()
        return template

    def reset(self) -> Template:
        """Have the standard template stand again. Raises StorageFailed."""
        return self.keep(STANDARD)

    def with_logo(self, template: Template, path: Path) -> Template:
        """The template with one more logo, of a PNG or JPEG file; nothing is kept yet.

        Raises FileUnreadable, FileTooLarge, LogoUnreadable, PictureTooLarge.
        """
        return replace(template, logos=(*template.logos, logo(_content(path, LARGEST_LOGO), str(path))))

    def write_file(self, path: Path) -> None:
        """Write the template that stands to a file, to be handed over. Raises TargetUnwritable, StorageFailed."""
        write_whole(path, canonical.dump(_members(self.read())))

    def read_file(self, path: Path) -> Template:
        """Have the template of a file stand; its logos are drawn anew.

        Raises FileUnreadable, FileTooLarge, TemplateUnreadable, LogoUnreadable, PictureTooLarge, TemplateRefused,
        StorageFailed.
        """
        try:
            template = _template(canonical.load(_content(path, LARGEST)))
        except (canonical.NotCanonical, LookupError, TypeError, ValueError, binascii.Error) as error:
            raise TemplateUnreadable(str(path)) from error
        found = faults(tidied(template))
        if found:
            raise TemplateRefused(tuple(found))
        return self.keep(replace(template, logos=tuple(logo(data, str(path)) for data in template.logos)))


def template_of(work: Work) -> Template:
    """The template that stands, within a transaction under way."""
    row = work.session.get(Setting, KEY)
    return _template(canonical.load(row.value.encode())) if row else STANDARD


def _members(template: Template) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "letterhead": [_pair(text) for text in template.letterhead],
        "citations": [_pair(text) for text in template.citations],
        "committee": _pair(template.committee),
        "signatory": _pair(template.signatory),
        "notice": _pair(template.notice),
        "logos": [base64.b64encode(data).decode() for data in template.logos],
    }


def _pair(text: Text) -> dict[str, str]:
    return {"fr": text.fr, "ar": text.ar}


def _template(members: Mapping[str, Any]) -> Template:
    """Raises LookupError, TypeError, ValueError for what is no template of this version."""
    if not isinstance(members, dict) or (members["format"], members["version"]) != (FORMAT, VERSION):
        raise ValueError("not a template of this version")
    if set(members) != {"format", "version", "letterhead", "citations", "committee", "signatory", "notice", "logos"}:
        raise ValueError("other members")
    logos = members["logos"]
    if not all(isinstance(members[part], list) for part in ("letterhead", "citations", "logos")):
        raise TypeError("no list")
    return Template(
        letterhead=tuple(map(_text, members["letterhead"])),
        citations=tuple(map(_text, members["citations"])),
        committee=_text(members["committee"]),
        signatory=_text(members["signatory"]),
        notice=_text(members["notice"]),
        logos=tuple(base64.b64decode(data, validate=True) for data in logos),
    )


def _text(said: Mapping[str, Any]) -> Text:
    if not isinstance(said, dict) or set(said) != {"fr", "ar"} or not all(isinstance(t, str) for t in said.values()):
        raise TypeError("no text in two languages")
    return Text(said["fr"], said["ar"])


def _content(path: Path, largest: int) -> bytes:
    with open_given(path) as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise FileTooLarge(str(path), largest)
    return content
