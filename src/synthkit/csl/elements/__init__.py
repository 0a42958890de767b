"""The elements of a CSL style, each as an object that shows a work."""
