"""The month: what is to be returned, closing it, writing it out, handing it out, and proving it later."""
