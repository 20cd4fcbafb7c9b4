"""Events as rows of the files that people load already: a column is a name, a meaning and a function."""
