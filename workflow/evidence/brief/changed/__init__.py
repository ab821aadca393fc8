"""What changed since the last release, as readers are told it: one comparison, its sentences, its marks on other pages, its feed."""
