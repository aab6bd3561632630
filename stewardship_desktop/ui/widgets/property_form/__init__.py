"""The property form. Pages import `Field` and `PropertyForm` from here."""

from __future__ import annotations

from stewardship_desktop.ui.widgets.property_form.field import Field
from stewardship_desktop.ui.widgets.property_form.form import PropertyForm

__all__ = ["Field", "PropertyForm"]
