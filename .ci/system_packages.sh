#!/bin/sh
# Installs what a bare Debian lacks when run as root; names it otherwise. Argument: the Python.
set -eu
python=${1:-python3.11}

# library -> Debian package
needed="libGL.so.1:libgl1 libEGL.so.1:libegl1 libxkbcommon.so.0:libxkbcommon0
libdbus-1.so.3:libdbus-1-3 libfontconfig.so.1:libfontconfig1 libglib-2.0.so.0:libglib2.0-0
libexpat.so.1:libexpat1"
window="libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4
libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-image.so.0:libxcb-image0
libxcb-render-util.so.0:libxcb-render-util0 libxcb-xinerama.so.0:libxcb-xinerama0
libxcb-xkb.so.1:libxcb-xkb1 libxcb-randr.so.0:libxcb-randr0 libxcb-shape.so.0:libxcb-shape0
libxkbcommon-x11.so.0:libxkbcommon-x11-0 libwayland-cursor.so.0:libwayland-cursor0"

case "$(uname -s)" in Linux) ;; *) exit 0 ;; esac

known=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null || true)
absent() {
    for pair in $1; do
        case "$known" in *"${pair%%:*}"*) ;; *) printf '%s ' "${pair##*:}" ;; esac
    done
}
missing=$(absent "$needed")
missing_window=$(absent "$window")
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    missing="$missing python3.11-venv"
fi
[ -z "$missing$missing_window" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq || true
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        $missing $missing_window >/dev/null && exit 0
fi
if [ -n "$missing_window" ]; then
    echo "To open windows on this system, these packages are missing: $missing_window" >&2
fi
if [ -n "$missing" ]; then
    echo "geoapp needs these system packages: $missing" >&2
    echo "Install them with: sudo apt-get install $missing$missing_window" >&2
    exit 1
fi
