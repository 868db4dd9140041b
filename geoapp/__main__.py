"""``python -m geoapp`` and the ``geoapp`` command."""

from geoapp.cli.main import main

if __name__ == "__main__":
    main()
