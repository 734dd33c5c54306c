"""What is made of an ``Outline``, one package or module an output; none imports another."""
