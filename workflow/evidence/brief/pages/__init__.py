"""What each page of the book is filled with. One function a page; the words around it stand in book/."""
