"""The screens of one area: agreements with their terms and prices."""
