"""Whatever a user has becomes a :class:`khabar.model.Page`: decoded text, address, outlet, date."""
