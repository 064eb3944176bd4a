"""The server: a standalone Voila application with our pages, one socket a page, sign-in, exports."""
