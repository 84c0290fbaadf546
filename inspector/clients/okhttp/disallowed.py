"""Code points that OkHttp 5 refuses in a host name: its own UTS 46 table, of Unicode 15.1."""

import base64
import bisect
import zlib
from functools import cache

_BORDERS = (
    "eNpVVFuIVVUY5vvXda99O2fmzDlnzv0Mc3POXBwvM+PMNGrTTOMlMSxNiozUinrQByEoEhGpB6MLQUFRmUkPUmAQlT6ERNGDBT6Y+GBhPVRP0pP0"
    "ENS/zrGovVl7rbX/6/r+71/H0DTQkBB4V+o3IZRWAHJ4m3AIg7SGBKZtWepsHheB1TRHB5M5mqQUFQJCVQ+24j3AElEeBhCSAl5LC0lQ1Mv2WnZk"
    "5F82UrwXAkYCJusEAg7ekStyvBaEVFJkDK//8etl3q8wou23yxE0O5GsDJBghyKSyv9hAZIeFbN1ARny3qUh75UkOZNv/3feX0eiiW04buQt1sLn"
    "m6ESz12iyLmBDKtpjmK1IxHNyuqAj6lQ5G+BPFwGjmRjBf1yCP1IEQ+cwhBr0Mug38DuGRj+ruLR/HeXYgN/F6khSno3Z3FMoSL2mnxQDHLtXCha"
    "R8PktNOaI4R6r2mpZVdHJCOu1wipcFSWdCgWaDOqFLJeQvXJe8QEjth5kYp506LQttTrkr0P8rDoPHVa3y4V14DR1DJmaHidCM4sYswTWNHDcoRE"
    "ZcSimTazglrYCSvfUL1hz3DuWoi/QA38QGrMY0EzhpJiYPD/92hfCXujq2htxG6u3n7VYoRHcF80gdOMKjL45CeI6eA65T6HvcRF8cgW54TTM3bZ"
    "RvpIWBM7EMompoOEHD1erDjNR9HtUPPyKONzZk9UkJMn7rxJ9OSgiZQqwRfF0+25zEnoD4mmDBqO8sw+MhnkNcdhNJgVvhTiNiw4St4KXHTHlSmJ"
    "R1ET7WCeXaxmshFK6GadlJK+Z5WQY+IBxgcT48dRFZNpRfYHNdVSNQzIZOQdcHL9sl8O23VhxLTwNA478+JnFOSdLWpGI1hiCmLU14AKWLHBag6h"
    "mqKssGlG5mgN7yyHr5KQzgRmU2NIRsGUqFJZlYyMzM4t02vjtWbcug+ozg4F0baWHcmXBiu5QrCDk1qAinuN0+vRZYeCR5ALuzCx0OYh5xPqOeW0"
    "/G+zMaG52XwrKcMNoE7iIajaCkfAFA32LYVOx92z2k2VKZWF85g/sCuybVAJNe7yKHDLlsYpLK/YXfEW424xqmNIXFU0OEayxUcZFR7vwHqCEwZ4"
    "aOM+pV6TxSpR2Y10TfyWeewQVPgVvs3tj8/ZTP5s/Rt5fvG8NHU4eS+crpF2y85x2j2q+5x68OA2ucFkN6mQkj8m7NVgJPh1SbYP9T63XJXPlEj7"
    "ojjR9ZSKRWAc2ev941QIjszfghuirfZwz/IzuSgX7Ql6X8D9uNvfWf5GQ9Tu9M1MDaYOKgwd00wYXCE6Q/SFShXSy7au9fcszlIbR7XQxOExwdSV"
    "dJHq2VmFy2LkF2XYmmmEr0GZVdslS1/Vd22/40v+XUaHhsxBT0rdmTxNb9Pz9uN3/mCyreCQVYITyq6jl2hUHohSPm2KgfAjzFTjURlwf/L9fs3I"
    "rIjF03Kf5kskjeQMoz9sa0Q7rlCUkIdkHMYmbBCY14DpAfe8vfEdNS409I+g42PJx7PpTXm6+wmm8llgI/bh4Z/DS4PqRuPyhdbveOXP8G8XYZVy"
)
"""Where refused and taken code points change sides, from U+0080 on: distances in LEB128, deflated, base64."""


def is_disallowed(char: str) -> bool:
    """Return whether OkHttp 5's `IDNA_MAPPING_TABLE` has no mapping for `char`, which is not ASCII."""
    return bisect.bisect_right(borders(), ord(char)) % 2 == 1


@cache
def borders() -> tuple[int, ...]:
    """Return the code points at which refused ones and taken ones take turns, ascending, first a refused one."""
    found, total, distance, shift = [], 0, 0, 0
    for octet in zlib.decompress(base64.b64decode(_BORDERS)):
        distance |= (octet & 0x7F) << shift
        shift += 7
        if octet < 0x80:
            total += distance
            found.append(total)
            distance = shift = 0
    return tuple(found)
