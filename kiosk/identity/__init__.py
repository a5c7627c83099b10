"""Who somebody is: documents, faces, and whether a face is alive."""
