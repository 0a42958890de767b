"""Pictures drawn by Typst, and as SVG."""
