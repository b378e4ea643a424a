"""The 56 states, districts and territories: a center point, what lies next to what, and how far apart two points are."""

from math import asin, cos, radians, sin, sqrt

Point = tuple[float, float]
EARTH_MILES = 3958.8

# Latitude and longitude of the middle of each, in degrees, to a tenth (about seven miles).
CENTRES: dict[str, Point] = {
    "AL": (32.8, -86.8), "AK": (64.2, -152.5), "AZ": (34.3, -111.7), "AR": (34.8, -92.4), "CA": (37.2, -119.5),
    "CO": (39.0, -105.5), "CT": (41.6, -72.7), "DE": (39.0, -75.5), "FL": (28.6, -82.4), "GA": (32.7, -83.4),
    "HI": (20.3, -156.4), "ID": (44.4, -114.6), "IL": (40.0, -89.2), "IN": (39.9, -86.3), "IA": (42.1, -93.5),
    "KS": (38.5, -98.4), "KY": (37.5, -85.3), "LA": (31.0, -92.0), "ME": (45.4, -69.2), "MD": (39.0, -76.8),
    "MA": (42.3, -71.8), "MI": (44.3, -85.4), "MN": (46.3, -94.3), "MS": (32.7, -89.7), "MO": (38.4, -92.5),
    "MT": (47.0, -109.6), "NE": (41.5, -99.8), "NV": (39.3, -116.6), "NH": (43.7, -71.6), "NJ": (40.2, -74.7),
    "NM": (34.4, -106.1), "NY": (42.9, -75.5), "NC": (35.5, -79.4), "ND": (47.4, -100.5), "OH": (40.3, -82.8),
    "OK": (35.6, -97.5), "OR": (43.9, -120.6), "PA": (40.9, -77.8), "RI": (41.7, -71.6), "SC": (33.9, -80.9),
    "SD": (44.4, -100.2), "TN": (35.9, -86.4), "TX": (31.5, -99.3), "UT": (39.3, -111.7), "VT": (44.1, -72.7),
    "VA": (37.5, -78.9), "WA": (47.4, -120.4), "WV": (38.6, -80.6), "WI": (44.6, -90.0), "WY": (43.0, -107.6),
    "DC": (38.9, -77.0), "PR": (18.2, -66.4), "GU": (13.4, 144.8), "VI": (18.0, -64.8), "AS": (-14.3, -170.7),
    "MP": (15.2, 145.8),
}  # fmt: skip
# Each pair once; a corner that only touches counts, since people there share counties, stations and courts.
_NEXT_TO = """
AL-FL AL-GA AL-MS AL-TN AR-LA AR-MO AR-MS AR-OK AR-TN AR-TX AZ-CA AZ-CO AZ-NM AZ-NV AZ-UT CA-NV CA-OR CO-KS CO-NE CO-NM
CO-OK CO-UT CO-WY CT-MA CT-NY CT-RI DC-MD DC-VA DE-MD DE-NJ DE-PA FL-GA GA-NC GA-SC GA-TN IA-IL IA-MN IA-MO IA-NE IA-SD
IA-WI ID-MT ID-NV ID-OR ID-UT ID-WA ID-WY IL-IN IL-KY IL-MO IL-WI IN-KY IN-MI IN-OH KS-MO KS-NE KS-OK KY-MO KY-OH KY-TN
KY-VA KY-WV LA-MS LA-TX MA-NH MA-NY MA-RI MA-VT MD-PA MD-VA MD-WV ME-NH MI-OH MI-WI MN-ND MN-SD MN-WI MO-NE MO-OK MO-TN
MS-TN MT-ND MT-SD MT-WY NC-SC NC-TN NC-VA ND-SD NE-SD NE-WY NH-VT NJ-NY NJ-PA NM-OK NM-TX NM-UT NV-OR NV-UT NY-PA NY-VT
OH-PA OH-WV OK-TX OR-WA PA-WV SD-WY TN-VA UT-WY VA-WV GU-MP PR-VI
""".split()  # noqa: SIM905 - a hundred quoted pairs read worse
NEIGHBOURS: dict[str, frozenset[str]] = {
    state: frozenset(pair.replace(state, "").strip("-") for pair in _NEXT_TO if state in pair.split("-"))
    for state in CENTRES
}


def miles(here: Point, there: Point) -> float:
    """Return the distance between two points (latitude, longitude in degrees) over the ground, in miles."""
    # The haversine formula on a sphere: at most half a percent from the true shape of the earth.
    up, along = radians(there[0] - here[0]), radians(there[1] - here[1])
    half = sin(up / 2) ** 2 + cos(radians(here[0])) * cos(radians(there[0])) * sin(along / 2) ** 2
    return 2 * EARTH_MILES * asin(min(1.0, sqrt(half)))
