"""What tests of the core and of plugins stand on: fixtures (a pytest plugin), factories, conformance checks, the demo city."""
