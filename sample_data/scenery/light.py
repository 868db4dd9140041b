"""Where the sun stands, and what a camera above sees of a lit landscape."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from sample_data.scenery.raster import Field, tint

SKY = tint([0.19, 0.215, 0.26])
SUN = tint([0.80, 0.76, 0.68])
HAZE = tint([0.46, 0.50, 0.55])


@dataclass(frozen=True, slots=True)
class Sun:
    """Degrees: azimuth from north through east, and elevation above the horizon."""

    azimuth: float
    elevation: float


def sun_at(utc: datetime, lon: float, lat: float) -> Sun:
    """The sun's place in the sky, good to about 0.1°; the low precision formulae of the
    Astronomical Almanac for declination and sidereal time."""
    days = (utc - datetime(2000, 1, 1, 12, tzinfo=UTC)).total_seconds() / 86400
    mean = math.radians(357.528 + 0.9856003 * days)
    longitude = 280.460 + 0.9856474 * days + 1.915 * math.sin(mean) + 0.020 * math.sin(2 * mean)
    ecliptic, tilt = math.radians(longitude), math.radians(23.439 - 4e-7 * days)
    declination = math.asin(math.sin(tilt) * math.sin(ecliptic))
    ascension = math.atan2(math.cos(tilt) * math.sin(ecliptic), math.cos(ecliptic))
    sidereal = math.radians(280.46061837 + 360.98564736629 * days + lon)
    hour, phi = sidereal - ascension, math.radians(lat)
    up = math.sin(phi) * math.sin(declination)
    up += math.cos(phi) * math.cos(declination) * math.cos(hour)
    east = -math.cos(declination) * math.sin(hour)
    north = math.cos(phi) * math.sin(declination)
    north -= math.sin(phi) * math.cos(declination) * math.cos(hour)
    return Sun(math.degrees(math.atan2(east, north)) % 360, math.degrees(math.asin(up)))


def shadow(heights: Field, pixel: float, sun: Sun, tallest: float) -> Field:
    """1 where something up to `tallest` metres above a pixel stands before the sun, else 0."""
    east, north = math.sin(math.radians(sun.azimuth)), math.cos(math.radians(sun.azimuth))
    rise = math.tan(math.radians(sun.elevation)) * pixel
    dark = np.zeros_like(heights)
    for step in range(1, int(tallest / rise) + 2):
        shift = round(step * north), -round(step * east)
        between = np.roll(heights, shift, (0, 1)) - heights - step * rise
        np.maximum(dark, np.clip(between / 0.35, 0, 1), out=dark)
    return dark


def lit(heights: Field, pixel: float, sun: Sun) -> Field:
    """How much sun falls on each slope, 1 on level ground, shadows left aside."""
    azimuth, elevation = math.radians(sun.azimuth), math.radians(sun.elevation)
    down, right = np.gradient(heights, pixel)
    towards = np.sin(azimuth) * np.cos(elevation), np.cos(azimuth) * np.cos(elevation)
    upright = 1 / np.sqrt(1 + right**2 + down**2)
    fall = (-right * towards[0] + down * towards[1] + np.sin(elevation)) * upright
    return np.asarray(np.clip(fall / np.sin(elevation), 0, 1.7), np.float32)


@dataclass(frozen=True, slots=True)
class Camera:
    """Blur in pixels, share of haze, gain and noise of one exposure."""

    blur: float = 0.6
    haze: float = 0.06
    gain: float = 1.0
    noise: float = 0.005
    seed: int = 1


def exposed(ground: Field, light: Field, camera: Camera) -> npt.NDArray[np.uint8]:
    """(rows, columns, 3) uint8 of a ground of reflectances under (rows, columns) light."""
    seen = ground * (SKY + SUN * light[..., None])
    rows, columns = seen.shape[:2]
    frequency = np.hypot(np.fft.fftfreq(rows)[:, None], np.fft.rfftfreq(columns))
    response = np.exp(-2 * (np.pi * frequency * camera.blur) ** 2)
    bands = [
        np.fft.irfft2(np.fft.rfft2(seen[..., band]) * response, (rows, columns))
        for band in range(3)
    ]
    seen = np.stack(bands, -1) * (1 - camera.haze) + camera.haze * HAZE
    seen += np.random.default_rng(camera.seed).normal(0, camera.noise, (rows, columns, 1))
    curve = np.clip(seen * camera.gain * 1.22, 0, 1) ** (1 / 1.6)
    return np.asarray(curve * 255 + 0.5, np.uint8)
