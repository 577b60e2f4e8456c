"""The shape of what comes in through this door; what it means is asked of actions."""

from django import forms


class LogInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(max_length=150)
    password = forms.CharField(max_length=1000, strip=False)
    stay = forms.BooleanField(required=False)
