"""The pages below findings/."""
