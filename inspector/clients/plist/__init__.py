"""Property lists, in XML and in binary."""
