"""Owns the working week of the sample: which day and hour things happen."""

import numpy as np

DAY = np.timedelta64(1, "D")


def days_of(moments: np.ndarray) -> np.ndarray:
    """Return the calendar day of each moment."""
    return moments.astype("datetime64[D]")


def weekday(days: np.ndarray) -> np.ndarray:
    """Return 0 for Monday to 6 for Sunday."""
    return (days.astype("datetime64[D]").astype(np.int64) + 3) % 7


def visit_time(rng: np.random.Generator, days: np.ndarray) -> np.ndarray:
    """Return a moment of each day at which people browse: mostly 8 to 20 h, 7 % at any hour."""
    size = len(days)
    centre = np.where(rng.random(size) < 0.45, 10.6, 15.0)
    hour = np.clip(centre + rng.normal(0, 1.9, size), 8, 19.99)
    hour = np.where(rng.random(size) < 0.07, rng.uniform(0, 23.99, size), hour)
    return days.astype("datetime64[s]") + (hour * 3600).astype(np.int64).astype("timedelta64[s]")


def off_weekend(rng: np.random.Generator, days: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Move three quarters of the weekend days back to Friday, unless that is not after `first`."""
    back = np.maximum(weekday(days) - 4, 0)
    friday = days - back.astype("timedelta64[D]")
    return np.where((rng.random(len(days)) < 0.75) & (friday > first), friday, days)


def office_time(rng: np.random.Generator, days: np.ndarray, *, latest_hour: float = 18) -> np.ndarray:
    """Return a moment in office hours (9 h to `latest_hour`) on each day, or on the next business day."""
    hour = rng.uniform(9, latest_hour, len(days))
    business = np.busday_offset(days_of(days), 0, roll="forward")
    return business.astype("datetime64[s]") + (hour * 3600).astype(np.int64).astype("timedelta64[s]")


def office_after(rng: np.random.Generator, moment: np.datetime64, business_days: int) -> np.datetime64:
    """Return an office moment `business_days` after `moment`; the same day means 20 to 100 minutes later."""
    day = np.busday_offset(moment.astype("datetime64[D]"), business_days, roll="forward")
    if day == moment.astype("datetime64[D]"):
        return moment + np.timedelta64(int(rng.integers(1200, 6000)), "s")
    return office_time(rng, np.array([day]))[0]
