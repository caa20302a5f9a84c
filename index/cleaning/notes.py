"""What is learned about an article while its lines are read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Notes:
    """Collects metadata and the parts taken off lines; the only mutable value of the cleaner, and it does not leave it."""

    title: str | None = None
    source: str | None = None
    agencies: list[str] = field(default_factory=list)
    glued: list[str] = field(default_factory=list)
    dates: list[tuple[int, int, str]] = field(default_factory=list)

    def add_date(self, rank: int, line: int, day: str) -> None:
        """Note a date found on `line`; of lower rank is trusted more."""
        self.dates.append((rank, line, day))

    def published(self) -> str | None:
        """Return the most trusted date, of equal ones the first on the page."""
        return min(self.dates)[2] if self.dates else None
