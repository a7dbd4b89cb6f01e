"""Pictures are taken in upright, of a sensible size, with nothing in them about where, when and by whom."""

import io
import random
import sys

import pytest
from hypothesis import given, strategies as st
from PIL import Image, ImageCms, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from lcc_desktop.domain.errors import CannotShow, PictureTooLarge, Unshowable
from lcc_desktop.domain.evidence import Remark
from lcc_desktop.pictures import confinement
from lcc_desktop.pictures.intake import LONG_EDGE, take_in
from lcc_desktop.pictures.sniffing import sniff
from lcc_desktop.pictures.stripping import stripped
from lcc_desktop.pictures.viewer import Viewer
from lcc_desktop.sample import evidence_files
from tests.pictures import CORNER, HEIC, SECRETS, bomb, exif, held, photo, scene, screenshot, written
from tests.properties import tried


def taken(data: bytes):
    return take_in(io.BytesIO(data), "x")


def picture(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image


def is_red(image: Image.Image, x: int, y: int) -> bool:
    return sum(abs(a - b) for a, b in zip(image.convert("RGB").getpixel((x, y)), CORNER, strict=True)) < 60


# Upright


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_however_the_camera_was_held(orientation, kind):
    recorded = written(held(scene(), orientation), kind, exif=exif(orientation), quality=95)
    upright = picture(taken(recorded).data)
    assert upright.size == (96, 48)
    assert is_red(upright, 4, 4)
    assert not any(is_red(upright, x, y) for x, y in [(90, 4), (4, 44), (90, 44)])
    assert upright.getexif().get(0x0112, 1) == 1


def test_a_picture_of_a_recent_telephone_becomes_one_that_everybody_can_open():
    found = taken(HEIC)
    assert (found.media_type, found.remark) == ("image/jpeg", None)
    upright = picture(found.data)
    assert upright.size == (32, 64)
    assert is_red(upright, 29, 2)


# Nothing beside the picture


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("width", [96, 3000])
def test_nothing_of_place_day_and_device_is_left_in_a_photograph(width, orientation):
    data = photo(width, width // 2, orientation)
    assert all(secret in data for secret in SECRETS)
    kept = taken(data).data
    assert not any(secret in kept for secret in SECRETS)
    assert not picture(kept).getexif()


def test_nothing_of_place_day_and_device_is_left_in_a_screenshot():
    data = screenshot()
    assert all(secret in data for secret in SECRETS)
    assert not any(secret in taken(data).data for secret in SECRETS)


@pytest.mark.parametrize("kind", ["WEBP", "AVIF", "TIFF"])
def test_nothing_is_left_in_other_kinds_of_picture(kind):
    data = written(scene(), kind, exif=exif())
    assert b"CAMERA-MAKER" in data
    assert not any(secret in taken(data).data for secret in SECRETS)


def test_nothing_is_left_in_a_picture_of_a_recent_telephone():
    assert b"MAKER" in HEIC
    assert b"MAKER" not in taken(HEIC).data


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("JPEG", {"quality": 80}),
        ("JPEG", {"quality": 80, "progressive": True, "restart_marker_rows": 1}),
        ("PNG", {}),
        ("WEBP", {"quality": 80}),
        ("WEBP", {"lossless": True}),
    ],
)
def test_a_picture_of_sensible_size_keeps_every_dot(kind, how):
    noisy = Image.effect_noise((200, 120), 90).convert("RGB")
    data = written(noisy, kind, exif=exif(), **how)
    kept = taken(data).data
    assert picture(kept).tobytes() == picture(data).tobytes()
    assert taken(kept).data == kept  # and there is nothing more to take out


def test_what_came_through_a_messenger_is_kept_as_it_is():
    data = written(scene(1600, 1200), "JPEG", quality=75)
    assert taken(data).data == data


def test_colours_of_a_wide_space_are_turned_into_those_every_screen_shows():
    srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    wide = ImageCms.profileToProfile(scene(3000, 40), srgb, lab, outputMode="LAB")
    data = written(wide, "TIFF", icc_profile=ImageCms.ImageCmsProfile(lab).tobytes())
    assert picture(taken(data).data).mode == "RGB"


@given(st.binary(max_size=400), st.sampled_from(["image/jpeg", "image/png", "image/webp"]))
def test_stripping_any_bytes_gives_a_picture_or_nothing(tail, media_type):
    start = {"image/jpeg": b"\xff\xd8", "image/png": b"\x89PNG\r\n\x1a\n", "image/webp": b"RIFF\x20\0\0\0WEBP"}
    found = stripped(start[media_type] + tail, media_type)
    assert found is None or len(found) <= len(tail) + 40


@tried(30)
@given(st.randoms(use_true_random=False))
def test_a_damaged_photograph_is_taken_in_or_kept_as_it_came(rng: random.Random):
    data = bytearray(photo(160, 80))
    for _ in range(rng.randrange(1, 6)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    found = taken(bytes(data[: rng.randrange(20, len(data) + 1)]))
    assert (found.data is None) is (found.remark is not None)
    assert found.data is None or picture(found.data).width > 0


# Size


def test_a_photograph_of_twelve_million_dots_becomes_one_of_sensible_size():
    noisy = Image.effect_noise((504, 378), 60).resize((4032, 3024)).convert("RGB")
    data = written(noisy, "JPEG", quality=92)
    found = taken(data)
    assert picture(found.data).size == (LONG_EDGE, 1500)
    assert len(found.data) < len(data) / 3


def test_a_screenshot_stays_sharp_where_that_is_smaller():
    page = Image.new("RGB", (2560, 1440), "white")
    for y in range(20, 1400, 20):
        ImageDraw.Draw(page).text((50, y), "Procès-verbal de la session " * 10, fill="black")
    found = taken(written(page, "PNG"))
    assert found.media_type == "image/png"
    assert picture(found.data).size == (2560, 1440)


def test_a_photograph_saved_as_png_becomes_a_jpeg():
    noisy = Image.effect_noise((2400, 300), 60).convert("RGB")
    found = taken(written(noisy, "PNG"))
    assert (found.media_type, picture(found.data).width) == ("image/jpeg", LONG_EDGE)


def test_what_shows_through_still_does():
    glass = scene(3000, 60).convert("RGBA")
    glass.putalpha(Image.linear_gradient("L").resize(glass.size))
    found = taken(written(glass, "TIFF"))
    assert (found.media_type, picture(found.data).mode) == ("image/png", "RGBA")


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16", "CMYK", "RGBA", "LA"])
def test_scans_of_every_kind_are_taken_in(mode):
    image = scene(240, 120)
    image = image.convert("I").point(lambda v: v * 256).convert("I;16") if mode == "I;16" else image.convert(mode)
    found = taken(written(image, "TIFF"))
    assert found.remark is None
    light = picture(found.data).convert("L")
    assert light.getpixel((200, 100)) > 250
    assert light.getpixel((10, 10)) < 120


# What is not an ordinary picture


def test_a_few_bytes_that_claim_to_be_a_wall_are_refused():
    with pytest.raises(PictureTooLarge):
        taken(bomb())
    with pytest.raises(PictureTooLarge):
        taken(bomb(12_000, 11_000))  # no alarm of the library's own


@pytest.mark.parametrize(
    "data", [b"\xff\xd8\xff\xe0 no picture", photo(400, 300)[:2000], HEIC[:300], b"GIF89a", b"plain"]
)
def test_what_cannot_be_read_as_a_picture_is_kept_as_it_came(data):
    assert (taken(data).data, taken(data).remark) == (None, Remark.BROKEN)


@pytest.mark.parametrize("kind", ["TIFF", "GIF", "WEBP", "PNG"])
def test_several_pages_are_kept_together(kind):
    pages = [scene(), scene().rotate(180)]
    data = written(pages[0], kind, save_all=True, append_images=pages[1:])
    assert (taken(data).data, taken(data).remark) == (None, Remark.SEVERAL)


def test_pictures_are_known_by_what_they_begin_with():
    assert sniff(HEIC[:32]) == "image/heic"
    assert sniff(written(scene(), "BMP")[:32]) == "image/bmp"
    assert sniff(b"BM: bulletin municipal, texte") is None
    assert sniff(b"%PDF-1.7") is None


# Looking at them, in a process of its own


@pytest.fixture(scope="module")
def viewer():
    made = Viewer()
    yield made
    made.close()


def test_a_picture_is_shown_upright_and_fitted(viewer):
    drawn = viewer.picture("x", photo(3000, 1500, orientation=6), 300, 300)
    assert (drawn.width, drawn.height, drawn.full) == (300, 150, (3000, 1500))
    assert len(drawn.dots) == 300 * 150 * 4
    assert drawn.dots[0] > 150 > drawn.dots[1]  # red


def test_a_small_picture_is_shown_as_it_is(viewer):
    assert viewer.picture("x", photo(), 1000, 1000).width == 96


def test_the_pages_of_a_pdf_are_drawn_when_asked(viewer, tmp_path):
    pdf = evidence_files(tmp_path)[0].read_bytes()
    assert viewer.open("x", pdf) == 1
    drawn = viewer.page("x", 0, 400, 600)
    assert drawn.full == (595, 842)
    assert abs(drawn.width - 400) <= 1  # part of a dot counts as one
    assert len(drawn.dots) == drawn.width * drawn.height * 4


@pytest.mark.parametrize("side", ["0", "14400000", "-1", "1e300"])
def test_a_page_of_any_size_is_drawn_within_bounds(viewer, side):
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {side} {side}] >>",
    ]
    parts = [f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, 1)]
    body = "%PDF-1.4\n" + "".join(parts) + "trailer << /Root 1 0 R /Size 4 >>\n%%EOF\n"
    assert viewer.open("x", body.encode()) == 1
    drawn = viewer.page("x", 0, 300, 300)
    assert 0 < drawn.width * drawn.height <= 301 * 301


def test_a_page_is_never_drawn_larger_than_memory_bears(viewer, tmp_path):
    viewer.open("x", evidence_files(tmp_path)[0].read_bytes())
    drawn = viewer.page("x", 0, 100_000, 100_000)
    assert drawn.width * drawn.height <= 25_000_000


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        (lambda v: v.picture("x", b"no picture", 9, 9), Unshowable.BROKEN),
        (lambda v: v.picture("x", bomb(), 9, 9), Unshowable.TOO_LARGE),
        (lambda v: v.open("x", b"no pdf"), Unshowable.BROKEN),
        (lambda v: v.page("x", 7, 9, 9), Unshowable.BROKEN),
    ],
)
def test_what_cannot_be_shown_is_said(viewer, ask, why):
    with pytest.raises(CannotShow) as refused:
        ask(viewer)
    assert refused.value.why is why


def test_a_locked_pdf_says_so(viewer):
    file = io.BytesIO()
    canvas = Canvas(file, encrypt="secret")
    canvas.drawString(72, 72, "x")
    canvas.save()
    with pytest.raises(CannotShow) as refused:
        viewer.open("x", file.getvalue())
    assert refused.value.why is Unshowable.LOCKED


def test_a_picture_that_kills_its_process_does_no_more_than_that(viewer):
    viewer.picture("x", photo(), 9, 9)
    viewer._process.kill()
    viewer._process.wait()
    assert viewer.picture("x", photo(), 9, 9).width == 9


def test_an_open_pdf_is_opened_again_after_a_page_was_its_end(viewer, tmp_path):
    viewer.open("x", evidence_files(tmp_path)[0].read_bytes())
    viewer._process.kill()
    viewer._process.wait()
    assert viewer.page("x", 0, 40, 60).height > 0


def test_what_takes_too_long_is_stopped():
    slow = Viewer(seconds=0.0)
    try:
        with pytest.raises(CannotShow) as refused:
            slow.picture("x", photo(4000, 3000), 900, 900)
        assert refused.value.why is Unshowable.TOO_SLOW
    finally:
        slow.close()


def test_nothing_is_shown_after_the_end():
    closed = Viewer()
    closed.close()
    with pytest.raises(CannotShow):
        closed.picture("x", photo(), 9, 9)


class Kernel:
    """What Windows would be asked, kept."""

    def __init__(self, refuses: bool = False) -> None:
        self.refuses, self.limits, self.entered = refuses, confinement.ExtendedLimits(), False

    def CreateJobObjectW(self, _security: None, _name: None) -> int:
        return 0 if self.refuses else 7

    def SetInformationJobObject(self, job: int, kind: int, limits: object, size: int) -> bool:
        self.limits = limits._obj  # type: ignore[attr-defined]
        return (job, kind, size) == (7, 9, 144)

    def GetCurrentProcess(self) -> int:
        return -1

    def AssignProcessToJobObject(self, job: int, process: int) -> bool:
        self.entered = (job, process) == (7, -1)
        return self.entered


@pytest.mark.skipif(sys.maxsize < 2**32, reason="sizes of 64 bits")
def test_on_windows_a_job_bounds_the_memory_of_the_process_that_looks_into_files():
    kernel = Kernel()
    assert confinement.enter_job(kernel, 2**31)
    assert (kernel.entered, kernel.limits.process_memory, kernel.limits.basic.processes) == (True, 2**31, 1)
    assert not confinement.enter_job(Kernel(refuses=True), 2**31)
