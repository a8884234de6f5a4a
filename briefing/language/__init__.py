"""What English text says, and by whom; sentences and quotations of any language."""
