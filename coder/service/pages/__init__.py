"""What people open in a browser: templates, and the scripts, styles and fonts they load from this service alone."""
