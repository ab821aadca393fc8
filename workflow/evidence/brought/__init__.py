"""What was decided and extracted elsewhere, brought into the tables that people own."""
