"""CSL styles: the processor, and what a record becomes in one."""
