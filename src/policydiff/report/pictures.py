# SPDX-License-Identifier: Apache-2.0
"""The pictures of places in words: which copy and page, what was read, and of which places there are none."""

from typing import TYPE_CHECKING

from policydiff.model import Difference, Place
from policydiff.recognized import SeenPlace
from policydiff.report.view import Picture
from policydiff.show.i18n import Catalogue, number
from policydiff.show.visible import abbreviate, plain

if TYPE_CHECKING:
    from policydiff.report.crops import Crops, Shown

_PIXELS = 2
"""Pixels of a picture to one of the page's."""
_SHOWN = 40
"""Characters of a reading that are shown beside its picture."""


class Pictures:
    """The pictures of one comparison's places, to be asked for those of a difference."""

    def __init__(self, crops: "Crops", words: Catalogue) -> None:
        self._crops = crops
        self._words = words

    def of(self, found: Difference) -> tuple[Picture, ...]:
        """The pictures of one difference, of copy A first."""
        return tuple(self._picture(found, shown) for shown in self._crops.by_id.get(found.id, ()))

    def left_out(self) -> tuple[str, ...]:
        """Of how many places there are no pictures, and why."""
        words, crops = self._words, self._crops
        over = (words.t("ui.pictures_over", n=number(crops.over)),) if crops.over else ()
        absent = (words.t("ui.pictures_absent", n=number(crops.absent)),) if crops.absent else ()
        return (*over, *absent)

    def _picture(self, found: Difference, shown: "Shown") -> Picture:
        place, crop, words = shown.place, shown.crop, self._words
        side = words.t(f"ui.side_{place.side}")
        own = found.a if place.side == "a" else found.b
        return Picture(
            place.side,
            words.t("ui.picture_of", side=side, n=place.page),
            crop.png,
            crop.width // _PIXELS,
            crop.height // _PIXELS,
            words.t("ui.picture_alt", side=side, n=place.page, text=self._short(own.text)),
            self._read(place, own),
        )

    def _read(self, place: SeenPlace, own: Place) -> str:
        """What a second look at the place gave, where there was one and it says something."""
        first = "".join(own.text.split())
        if place.second is None or not (first or place.second):
            return ""
        if place.second != first:
            return self._words.t("ui.read_otherwise", first=self._short(first), second=self._short(place.second))
        return self._words.t("ui.read_twice", first=self._short(first)) if _has_digit(first) else ""

    def _short(self, text: str) -> str:
        return plain(abbreviate(text.strip("\r\n"), _SHOWN)) or self._words.t("ui.nothing")


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
