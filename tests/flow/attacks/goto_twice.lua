-- want: error already defined
::a:: ::a::
