-- want: end | error
do goto a0 end
do goto a1 end
do goto a2 end
do goto a3 end
do goto a4 end
do goto a5 end
do goto a6 end
do goto a7 end
do goto a8 end
do goto a9 end
do goto a10 end
do goto a11 end
do goto a12 end
do goto a13 end
do goto a14 end
do goto a15 end
do goto a16 end
do goto a17 end
do goto a18 end
do goto a19 end
do goto a20 end
do goto a21 end
do goto a22 end
do goto a23 end
do goto a24 end
do goto a25 end
do goto a26 end
do goto a27 end
do goto a28 end
do goto a29 end
do goto a30 end
do goto a31 end
do goto a32 end
do goto a33 end
do goto a34 end
do goto a35 end
do goto a36 end
do goto a37 end
do goto a38 end
do goto a39 end
do goto a40 end
do goto a41 end
do goto a42 end
do goto a43 end
do goto a44 end
do goto a45 end
do goto a46 end
do goto a47 end
do goto a48 end
do goto a49 end
do goto a50 end
do goto a51 end
do goto a52 end
do goto a53 end
do goto a54 end
do goto a55 end
do goto a56 end
do goto a57 end
do goto a58 end
do goto a59 end
do goto a60 end
do goto a61 end
do goto a62 end
do goto a63 end
do goto a64 end
do goto a65 end
do goto a66 end
do goto a67 end
do goto a68 end
do goto a69 end
do goto a70 end
do goto a71 end
do goto a72 end
do goto a73 end
do goto a74 end
do goto a75 end
do goto a76 end
do goto a77 end
do goto a78 end
do goto a79 end
do goto a80 end
do goto a81 end
do goto a82 end
do goto a83 end
do goto a84 end
do goto a85 end
do goto a86 end
do goto a87 end
do goto a88 end
do goto a89 end
do goto a90 end
do goto a91 end
do goto a92 end
do goto a93 end
do goto a94 end
do goto a95 end
do goto a96 end
do goto a97 end
do goto a98 end
do goto a99 end
do goto a100 end
do goto a101 end
do goto a102 end
do goto a103 end
do goto a104 end
do goto a105 end
do goto a106 end
do goto a107 end
do goto a108 end
do goto a109 end
do goto a110 end
do goto a111 end
do goto a112 end
do goto a113 end
do goto a114 end
do goto a115 end
do goto a116 end
do goto a117 end
do goto a118 end
do goto a119 end
do goto a120 end
do goto a121 end
do goto a122 end
do goto a123 end
do goto a124 end
do goto a125 end
do goto a126 end
do goto a127 end
do goto a128 end
do goto a129 end
do goto a130 end
do goto a131 end
do goto a132 end
do goto a133 end
do goto a134 end
do goto a135 end
do goto a136 end
do goto a137 end
do goto a138 end
do goto a139 end
do goto a140 end
do goto a141 end
do goto a142 end
do goto a143 end
do goto a144 end
do goto a145 end
do goto a146 end
do goto a147 end
do goto a148 end
do goto a149 end
do goto a150 end
do goto a151 end
do goto a152 end
do goto a153 end
do goto a154 end
do goto a155 end
do goto a156 end
do goto a157 end
do goto a158 end
do goto a159 end
do goto a160 end
do goto a161 end
do goto a162 end
do goto a163 end
do goto a164 end
do goto a165 end
do goto a166 end
do goto a167 end
do goto a168 end
do goto a169 end
do goto a170 end
do goto a171 end
do goto a172 end
do goto a173 end
do goto a174 end
do goto a175 end
do goto a176 end
do goto a177 end
do goto a178 end
do goto a179 end
do goto a180 end
do goto a181 end
do goto a182 end
do goto a183 end
do goto a184 end
do goto a185 end
do goto a186 end
do goto a187 end
do goto a188 end
do goto a189 end
do goto a190 end
do goto a191 end
do goto a192 end
do goto a193 end
do goto a194 end
do goto a195 end
do goto a196 end
do goto a197 end
do goto a198 end
do goto a199 end
do goto a200 end
do goto a201 end
do goto a202 end
do goto a203 end
do goto a204 end
do goto a205 end
do goto a206 end
do goto a207 end
do goto a208 end
do goto a209 end
do goto a210 end
do goto a211 end
do goto a212 end
do goto a213 end
do goto a214 end
do goto a215 end
do goto a216 end
do goto a217 end
do goto a218 end
do goto a219 end
do goto a220 end
do goto a221 end
do goto a222 end
do goto a223 end
do goto a224 end
do goto a225 end
do goto a226 end
do goto a227 end
do goto a228 end
do goto a229 end
do goto a230 end
do goto a231 end
do goto a232 end
do goto a233 end
do goto a234 end
do goto a235 end
do goto a236 end
do goto a237 end
do goto a238 end
do goto a239 end
do goto a240 end
do goto a241 end
do goto a242 end
do goto a243 end
do goto a244 end
do goto a245 end
do goto a246 end
do goto a247 end
do goto a248 end
do goto a249 end
do goto a250 end
do goto a251 end
do goto a252 end
do goto a253 end
do goto a254 end
do goto a255 end
do goto a256 end
do goto a257 end
do goto a258 end
do goto a259 end
do goto a260 end
do goto a261 end
do goto a262 end
do goto a263 end
do goto a264 end
do goto a265 end
do goto a266 end
do goto a267 end
do goto a268 end
do goto a269 end
do goto a270 end
do goto a271 end
do goto a272 end
do goto a273 end
do goto a274 end
do goto a275 end
do goto a276 end
do goto a277 end
do goto a278 end
do goto a279 end
do goto a280 end
do goto a281 end
do goto a282 end
do goto a283 end
do goto a284 end
do goto a285 end
do goto a286 end
do goto a287 end
do goto a288 end
do goto a289 end
do goto a290 end
do goto a291 end
do goto a292 end
do goto a293 end
do goto a294 end
do goto a295 end
do goto a296 end
do goto a297 end
do goto a298 end
do goto a299 end
do goto a300 end
do goto a301 end
do goto a302 end
do goto a303 end
do goto a304 end
do goto a305 end
do goto a306 end
do goto a307 end
do goto a308 end
do goto a309 end
do goto a310 end
do goto a311 end
do goto a312 end
do goto a313 end
do goto a314 end
do goto a315 end
do goto a316 end
do goto a317 end
do goto a318 end
do goto a319 end
do goto a320 end
do goto a321 end
do goto a322 end
do goto a323 end
do goto a324 end
do goto a325 end
do goto a326 end
do goto a327 end
do goto a328 end
do goto a329 end
do goto a330 end
do goto a331 end
do goto a332 end
do goto a333 end
do goto a334 end
do goto a335 end
do goto a336 end
do goto a337 end
do goto a338 end
do goto a339 end
do goto a340 end
do goto a341 end
do goto a342 end
do goto a343 end
do goto a344 end
do goto a345 end
do goto a346 end
do goto a347 end
do goto a348 end
do goto a349 end
do goto a350 end
do goto a351 end
do goto a352 end
do goto a353 end
do goto a354 end
do goto a355 end
do goto a356 end
do goto a357 end
do goto a358 end
do goto a359 end
do goto a360 end
do goto a361 end
do goto a362 end
do goto a363 end
do goto a364 end
do goto a365 end
do goto a366 end
do goto a367 end
do goto a368 end
do goto a369 end
do goto a370 end
do goto a371 end
do goto a372 end
do goto a373 end
do goto a374 end
do goto a375 end
do goto a376 end
do goto a377 end
do goto a378 end
do goto a379 end
do goto a380 end
do goto a381 end
do goto a382 end
do goto a383 end
do goto a384 end
do goto a385 end
do goto a386 end
do goto a387 end
do goto a388 end
do goto a389 end
do goto a390 end
do goto a391 end
do goto a392 end
do goto a393 end
do goto a394 end
do goto a395 end
do goto a396 end
do goto a397 end
do goto a398 end
do goto a399 end
do goto a400 end
do goto a401 end
do goto a402 end
do goto a403 end
do goto a404 end
do goto a405 end
do goto a406 end
do goto a407 end
do goto a408 end
do goto a409 end
do goto a410 end
do goto a411 end
do goto a412 end
do goto a413 end
do goto a414 end
do goto a415 end
do goto a416 end
do goto a417 end
do goto a418 end
do goto a419 end
do goto a420 end
do goto a421 end
do goto a422 end
do goto a423 end
do goto a424 end
do goto a425 end
do goto a426 end
do goto a427 end
do goto a428 end
do goto a429 end
do goto a430 end
do goto a431 end
do goto a432 end
do goto a433 end
do goto a434 end
do goto a435 end
do goto a436 end
do goto a437 end
do goto a438 end
do goto a439 end
do goto a440 end
do goto a441 end
do goto a442 end
do goto a443 end
do goto a444 end
do goto a445 end
do goto a446 end
do goto a447 end
do goto a448 end
do goto a449 end
do goto a450 end
do goto a451 end
do goto a452 end
do goto a453 end
do goto a454 end
do goto a455 end
do goto a456 end
do goto a457 end
do goto a458 end
do goto a459 end
do goto a460 end
do goto a461 end
do goto a462 end
do goto a463 end
do goto a464 end
do goto a465 end
do goto a466 end
do goto a467 end
do goto a468 end
do goto a469 end
do goto a470 end
do goto a471 end
do goto a472 end
do goto a473 end
do goto a474 end
do goto a475 end
do goto a476 end
do goto a477 end
do goto a478 end
do goto a479 end
do goto a480 end
do goto a481 end
do goto a482 end
do goto a483 end
do goto a484 end
do goto a485 end
do goto a486 end
do goto a487 end
do goto a488 end
do goto a489 end
do goto a490 end
do goto a491 end
do goto a492 end
do goto a493 end
do goto a494 end
do goto a495 end
do goto a496 end
do goto a497 end
do goto a498 end
do goto a499 end
do goto a500 end
do goto a501 end
do goto a502 end
do goto a503 end
do goto a504 end
do goto a505 end
do goto a506 end
do goto a507 end
do goto a508 end
do goto a509 end
do goto a510 end
do goto a511 end
do goto a512 end
do goto a513 end
do goto a514 end
do goto a515 end
do goto a516 end
do goto a517 end
do goto a518 end
do goto a519 end
do goto a520 end
do goto a521 end
do goto a522 end
do goto a523 end
do goto a524 end
do goto a525 end
do goto a526 end
do goto a527 end
do goto a528 end
do goto a529 end
do goto a530 end
do goto a531 end
do goto a532 end
do goto a533 end
do goto a534 end
do goto a535 end
do goto a536 end
do goto a537 end
do goto a538 end
do goto a539 end
do goto a540 end
do goto a541 end
do goto a542 end
do goto a543 end
do goto a544 end
do goto a545 end
do goto a546 end
do goto a547 end
do goto a548 end
do goto a549 end
do goto a550 end
do goto a551 end
do goto a552 end
do goto a553 end
do goto a554 end
do goto a555 end
do goto a556 end
do goto a557 end
do goto a558 end
do goto a559 end
do goto a560 end
do goto a561 end
do goto a562 end
do goto a563 end
do goto a564 end
do goto a565 end
do goto a566 end
do goto a567 end
do goto a568 end
do goto a569 end
do goto a570 end
do goto a571 end
do goto a572 end
do goto a573 end
do goto a574 end
do goto a575 end
do goto a576 end
do goto a577 end
do goto a578 end
do goto a579 end
do goto a580 end
do goto a581 end
do goto a582 end
do goto a583 end
do goto a584 end
do goto a585 end
do goto a586 end
do goto a587 end
do goto a588 end
do goto a589 end
do goto a590 end
do goto a591 end
do goto a592 end
do goto a593 end
do goto a594 end
do goto a595 end
do goto a596 end
do goto a597 end
do goto a598 end
do goto a599 end
do goto a600 end
do goto a601 end
do goto a602 end
do goto a603 end
do goto a604 end
do goto a605 end
do goto a606 end
do goto a607 end
do goto a608 end
do goto a609 end
do goto a610 end
do goto a611 end
do goto a612 end
do goto a613 end
do goto a614 end
do goto a615 end
do goto a616 end
do goto a617 end
do goto a618 end
do goto a619 end
do goto a620 end
do goto a621 end
do goto a622 end
do goto a623 end
do goto a624 end
do goto a625 end
do goto a626 end
do goto a627 end
do goto a628 end
do goto a629 end
do goto a630 end
do goto a631 end
do goto a632 end
do goto a633 end
do goto a634 end
do goto a635 end
do goto a636 end
do goto a637 end
do goto a638 end
do goto a639 end
do goto a640 end
do goto a641 end
do goto a642 end
do goto a643 end
do goto a644 end
do goto a645 end
do goto a646 end
do goto a647 end
do goto a648 end
do goto a649 end
do goto a650 end
do goto a651 end
do goto a652 end
do goto a653 end
do goto a654 end
do goto a655 end
do goto a656 end
do goto a657 end
do goto a658 end
do goto a659 end
do goto a660 end
do goto a661 end
do goto a662 end
do goto a663 end
do goto a664 end
do goto a665 end
do goto a666 end
do goto a667 end
do goto a668 end
do goto a669 end
do goto a670 end
do goto a671 end
do goto a672 end
do goto a673 end
do goto a674 end
do goto a675 end
do goto a676 end
do goto a677 end
do goto a678 end
do goto a679 end
do goto a680 end
do goto a681 end
do goto a682 end
do goto a683 end
do goto a684 end
do goto a685 end
do goto a686 end
do goto a687 end
do goto a688 end
do goto a689 end
do goto a690 end
do goto a691 end
do goto a692 end
do goto a693 end
do goto a694 end
do goto a695 end
do goto a696 end
do goto a697 end
do goto a698 end
do goto a699 end
do goto a700 end
do goto a701 end
do goto a702 end
do goto a703 end
do goto a704 end
do goto a705 end
do goto a706 end
do goto a707 end
do goto a708 end
do goto a709 end
do goto a710 end
do goto a711 end
do goto a712 end
do goto a713 end
do goto a714 end
do goto a715 end
do goto a716 end
do goto a717 end
do goto a718 end
do goto a719 end
do goto a720 end
do goto a721 end
do goto a722 end
do goto a723 end
do goto a724 end
do goto a725 end
do goto a726 end
do goto a727 end
do goto a728 end
do goto a729 end
do goto a730 end
do goto a731 end
do goto a732 end
do goto a733 end
do goto a734 end
do goto a735 end
do goto a736 end
do goto a737 end
do goto a738 end
do goto a739 end
do goto a740 end
do goto a741 end
do goto a742 end
do goto a743 end
do goto a744 end
do goto a745 end
do goto a746 end
do goto a747 end
do goto a748 end
do goto a749 end
do goto a750 end
do goto a751 end
do goto a752 end
do goto a753 end
do goto a754 end
do goto a755 end
do goto a756 end
do goto a757 end
do goto a758 end
do goto a759 end
do goto a760 end
do goto a761 end
do goto a762 end
do goto a763 end
do goto a764 end
do goto a765 end
do goto a766 end
do goto a767 end
do goto a768 end
do goto a769 end
do goto a770 end
do goto a771 end
do goto a772 end
do goto a773 end
do goto a774 end
do goto a775 end
do goto a776 end
do goto a777 end
do goto a778 end
do goto a779 end
do goto a780 end
do goto a781 end
do goto a782 end
do goto a783 end
do goto a784 end
do goto a785 end
do goto a786 end
do goto a787 end
do goto a788 end
do goto a789 end
do goto a790 end
do goto a791 end
do goto a792 end
do goto a793 end
do goto a794 end
do goto a795 end
do goto a796 end
do goto a797 end
do goto a798 end
do goto a799 end
do goto a800 end
do goto a801 end
do goto a802 end
do goto a803 end
do goto a804 end
do goto a805 end
do goto a806 end
do goto a807 end
do goto a808 end
do goto a809 end
do goto a810 end
do goto a811 end
do goto a812 end
do goto a813 end
do goto a814 end
do goto a815 end
do goto a816 end
do goto a817 end
do goto a818 end
do goto a819 end
do goto a820 end
do goto a821 end
do goto a822 end
do goto a823 end
do goto a824 end
do goto a825 end
do goto a826 end
do goto a827 end
do goto a828 end
do goto a829 end
do goto a830 end
do goto a831 end
do goto a832 end
do goto a833 end
do goto a834 end
do goto a835 end
do goto a836 end
do goto a837 end
do goto a838 end
do goto a839 end
do goto a840 end
do goto a841 end
do goto a842 end
do goto a843 end
do goto a844 end
do goto a845 end
do goto a846 end
do goto a847 end
do goto a848 end
do goto a849 end
do goto a850 end
do goto a851 end
do goto a852 end
do goto a853 end
do goto a854 end
do goto a855 end
do goto a856 end
do goto a857 end
do goto a858 end
do goto a859 end
do goto a860 end
do goto a861 end
do goto a862 end
do goto a863 end
do goto a864 end
do goto a865 end
do goto a866 end
do goto a867 end
do goto a868 end
do goto a869 end
do goto a870 end
do goto a871 end
do goto a872 end
do goto a873 end
do goto a874 end
do goto a875 end
do goto a876 end
do goto a877 end
do goto a878 end
do goto a879 end
do goto a880 end
do goto a881 end
do goto a882 end
do goto a883 end
do goto a884 end
do goto a885 end
do goto a886 end
do goto a887 end
do goto a888 end
do goto a889 end
do goto a890 end
do goto a891 end
do goto a892 end
do goto a893 end
do goto a894 end
do goto a895 end
do goto a896 end
do goto a897 end
do goto a898 end
do goto a899 end
do goto a900 end
do goto a901 end
do goto a902 end
do goto a903 end
do goto a904 end
do goto a905 end
do goto a906 end
do goto a907 end
do goto a908 end
do goto a909 end
do goto a910 end
do goto a911 end
do goto a912 end
do goto a913 end
do goto a914 end
do goto a915 end
do goto a916 end
do goto a917 end
do goto a918 end
do goto a919 end
do goto a920 end
do goto a921 end
do goto a922 end
do goto a923 end
do goto a924 end
do goto a925 end
do goto a926 end
do goto a927 end
do goto a928 end
do goto a929 end
do goto a930 end
do goto a931 end
do goto a932 end
do goto a933 end
do goto a934 end
do goto a935 end
do goto a936 end
do goto a937 end
do goto a938 end
do goto a939 end
do goto a940 end
do goto a941 end
do goto a942 end
do goto a943 end
do goto a944 end
do goto a945 end
do goto a946 end
do goto a947 end
do goto a948 end
do goto a949 end
do goto a950 end
do goto a951 end
do goto a952 end
do goto a953 end
do goto a954 end
do goto a955 end
do goto a956 end
do goto a957 end
do goto a958 end
do goto a959 end
do goto a960 end
do goto a961 end
do goto a962 end
do goto a963 end
do goto a964 end
do goto a965 end
do goto a966 end
do goto a967 end
do goto a968 end
do goto a969 end
do goto a970 end
do goto a971 end
do goto a972 end
do goto a973 end
do goto a974 end
do goto a975 end
do goto a976 end
do goto a977 end
do goto a978 end
do goto a979 end
do goto a980 end
do goto a981 end
do goto a982 end
do goto a983 end
do goto a984 end
do goto a985 end
do goto a986 end
do goto a987 end
do goto a988 end
do goto a989 end
do goto a990 end
do goto a991 end
do goto a992 end
do goto a993 end
do goto a994 end
do goto a995 end
do goto a996 end
do goto a997 end
do goto a998 end
do goto a999 end
do goto a1000 end
do goto a1001 end
do goto a1002 end
do goto a1003 end
do goto a1004 end
do goto a1005 end
do goto a1006 end
do goto a1007 end
do goto a1008 end
do goto a1009 end
do goto a1010 end
do goto a1011 end
do goto a1012 end
do goto a1013 end
do goto a1014 end
do goto a1015 end
do goto a1016 end
do goto a1017 end
do goto a1018 end
do goto a1019 end
do goto a1020 end
do goto a1021 end
do goto a1022 end
do goto a1023 end
do goto a1024 end
do goto a1025 end
do goto a1026 end
do goto a1027 end
do goto a1028 end
do goto a1029 end
do goto a1030 end
do goto a1031 end
do goto a1032 end
do goto a1033 end
do goto a1034 end
do goto a1035 end
do goto a1036 end
do goto a1037 end
do goto a1038 end
do goto a1039 end
do goto a1040 end
do goto a1041 end
do goto a1042 end
do goto a1043 end
do goto a1044 end
do goto a1045 end
do goto a1046 end
do goto a1047 end
do goto a1048 end
do goto a1049 end
do goto a1050 end
do goto a1051 end
do goto a1052 end
do goto a1053 end
do goto a1054 end
do goto a1055 end
do goto a1056 end
do goto a1057 end
do goto a1058 end
do goto a1059 end
do goto a1060 end
do goto a1061 end
do goto a1062 end
do goto a1063 end
do goto a1064 end
do goto a1065 end
do goto a1066 end
do goto a1067 end
do goto a1068 end
do goto a1069 end
do goto a1070 end
do goto a1071 end
do goto a1072 end
do goto a1073 end
do goto a1074 end
do goto a1075 end
do goto a1076 end
do goto a1077 end
do goto a1078 end
do goto a1079 end
do goto a1080 end
do goto a1081 end
do goto a1082 end
do goto a1083 end
do goto a1084 end
do goto a1085 end
do goto a1086 end
do goto a1087 end
do goto a1088 end
do goto a1089 end
do goto a1090 end
do goto a1091 end
do goto a1092 end
do goto a1093 end
do goto a1094 end
do goto a1095 end
do goto a1096 end
do goto a1097 end
do goto a1098 end
do goto a1099 end
do goto a1100 end
do goto a1101 end
do goto a1102 end
do goto a1103 end
do goto a1104 end
do goto a1105 end
do goto a1106 end
do goto a1107 end
do goto a1108 end
do goto a1109 end
do goto a1110 end
do goto a1111 end
do goto a1112 end
do goto a1113 end
do goto a1114 end
do goto a1115 end
do goto a1116 end
do goto a1117 end
do goto a1118 end
do goto a1119 end
do goto a1120 end
do goto a1121 end
do goto a1122 end
do goto a1123 end
do goto a1124 end
do goto a1125 end
do goto a1126 end
do goto a1127 end
do goto a1128 end
do goto a1129 end
do goto a1130 end
do goto a1131 end
do goto a1132 end
do goto a1133 end
do goto a1134 end
do goto a1135 end
do goto a1136 end
do goto a1137 end
do goto a1138 end
do goto a1139 end
do goto a1140 end
do goto a1141 end
do goto a1142 end
do goto a1143 end
do goto a1144 end
do goto a1145 end
do goto a1146 end
do goto a1147 end
do goto a1148 end
do goto a1149 end
do goto a1150 end
do goto a1151 end
do goto a1152 end
do goto a1153 end
do goto a1154 end
do goto a1155 end
do goto a1156 end
do goto a1157 end
do goto a1158 end
do goto a1159 end
do goto a1160 end
do goto a1161 end
do goto a1162 end
do goto a1163 end
do goto a1164 end
do goto a1165 end
do goto a1166 end
do goto a1167 end
do goto a1168 end
do goto a1169 end
do goto a1170 end
do goto a1171 end
do goto a1172 end
do goto a1173 end
do goto a1174 end
do goto a1175 end
do goto a1176 end
do goto a1177 end
do goto a1178 end
do goto a1179 end
do goto a1180 end
do goto a1181 end
do goto a1182 end
do goto a1183 end
do goto a1184 end
do goto a1185 end
do goto a1186 end
do goto a1187 end
do goto a1188 end
do goto a1189 end
do goto a1190 end
do goto a1191 end
do goto a1192 end
do goto a1193 end
do goto a1194 end
do goto a1195 end
do goto a1196 end
do goto a1197 end
do goto a1198 end
do goto a1199 end
do goto a1200 end
do goto a1201 end
do goto a1202 end
do goto a1203 end
do goto a1204 end
do goto a1205 end
do goto a1206 end
do goto a1207 end
do goto a1208 end
do goto a1209 end
do goto a1210 end
do goto a1211 end
do goto a1212 end
do goto a1213 end
do goto a1214 end
do goto a1215 end
do goto a1216 end
do goto a1217 end
do goto a1218 end
do goto a1219 end
do goto a1220 end
do goto a1221 end
do goto a1222 end
do goto a1223 end
do goto a1224 end
do goto a1225 end
do goto a1226 end
do goto a1227 end
do goto a1228 end
do goto a1229 end
do goto a1230 end
do goto a1231 end
do goto a1232 end
do goto a1233 end
do goto a1234 end
do goto a1235 end
do goto a1236 end
do goto a1237 end
do goto a1238 end
do goto a1239 end
do goto a1240 end
do goto a1241 end
do goto a1242 end
do goto a1243 end
do goto a1244 end
do goto a1245 end
do goto a1246 end
do goto a1247 end
do goto a1248 end
do goto a1249 end
do goto a1250 end
do goto a1251 end
do goto a1252 end
do goto a1253 end
do goto a1254 end
do goto a1255 end
do goto a1256 end
do goto a1257 end
do goto a1258 end
do goto a1259 end
do goto a1260 end
do goto a1261 end
do goto a1262 end
do goto a1263 end
do goto a1264 end
do goto a1265 end
do goto a1266 end
do goto a1267 end
do goto a1268 end
do goto a1269 end
do goto a1270 end
do goto a1271 end
do goto a1272 end
do goto a1273 end
do goto a1274 end
do goto a1275 end
do goto a1276 end
do goto a1277 end
do goto a1278 end
do goto a1279 end
do goto a1280 end
do goto a1281 end
do goto a1282 end
do goto a1283 end
do goto a1284 end
do goto a1285 end
do goto a1286 end
do goto a1287 end
do goto a1288 end
do goto a1289 end
do goto a1290 end
do goto a1291 end
do goto a1292 end
do goto a1293 end
do goto a1294 end
do goto a1295 end
do goto a1296 end
do goto a1297 end
do goto a1298 end
do goto a1299 end
do goto a1300 end
do goto a1301 end
do goto a1302 end
do goto a1303 end
do goto a1304 end
do goto a1305 end
do goto a1306 end
do goto a1307 end
do goto a1308 end
do goto a1309 end
do goto a1310 end
do goto a1311 end
do goto a1312 end
do goto a1313 end
do goto a1314 end
do goto a1315 end
do goto a1316 end
do goto a1317 end
do goto a1318 end
do goto a1319 end
do goto a1320 end
do goto a1321 end
do goto a1322 end
do goto a1323 end
do goto a1324 end
do goto a1325 end
do goto a1326 end
do goto a1327 end
do goto a1328 end
do goto a1329 end
do goto a1330 end
do goto a1331 end
do goto a1332 end
do goto a1333 end
do goto a1334 end
do goto a1335 end
do goto a1336 end
do goto a1337 end
do goto a1338 end
do goto a1339 end
do goto a1340 end
do goto a1341 end
do goto a1342 end
do goto a1343 end
do goto a1344 end
do goto a1345 end
do goto a1346 end
do goto a1347 end
do goto a1348 end
do goto a1349 end
do goto a1350 end
do goto a1351 end
do goto a1352 end
do goto a1353 end
do goto a1354 end
do goto a1355 end
do goto a1356 end
do goto a1357 end
do goto a1358 end
do goto a1359 end
do goto a1360 end
do goto a1361 end
do goto a1362 end
do goto a1363 end
do goto a1364 end
do goto a1365 end
do goto a1366 end
do goto a1367 end
do goto a1368 end
do goto a1369 end
do goto a1370 end
do goto a1371 end
do goto a1372 end
do goto a1373 end
do goto a1374 end
do goto a1375 end
do goto a1376 end
do goto a1377 end
do goto a1378 end
do goto a1379 end
do goto a1380 end
do goto a1381 end
do goto a1382 end
do goto a1383 end
do goto a1384 end
do goto a1385 end
do goto a1386 end
do goto a1387 end
do goto a1388 end
do goto a1389 end
do goto a1390 end
do goto a1391 end
do goto a1392 end
do goto a1393 end
do goto a1394 end
do goto a1395 end
do goto a1396 end
do goto a1397 end
do goto a1398 end
do goto a1399 end
do goto a1400 end
do goto a1401 end
do goto a1402 end
do goto a1403 end
do goto a1404 end
do goto a1405 end
do goto a1406 end
do goto a1407 end
do goto a1408 end
do goto a1409 end
do goto a1410 end
do goto a1411 end
do goto a1412 end
do goto a1413 end
do goto a1414 end
do goto a1415 end
do goto a1416 end
do goto a1417 end
do goto a1418 end
do goto a1419 end
do goto a1420 end
do goto a1421 end
do goto a1422 end
do goto a1423 end
do goto a1424 end
do goto a1425 end
do goto a1426 end
do goto a1427 end
do goto a1428 end
do goto a1429 end
do goto a1430 end
do goto a1431 end
do goto a1432 end
do goto a1433 end
do goto a1434 end
do goto a1435 end
do goto a1436 end
do goto a1437 end
do goto a1438 end
do goto a1439 end
do goto a1440 end
do goto a1441 end
do goto a1442 end
do goto a1443 end
do goto a1444 end
do goto a1445 end
do goto a1446 end
do goto a1447 end
do goto a1448 end
do goto a1449 end
do goto a1450 end
do goto a1451 end
do goto a1452 end
do goto a1453 end
do goto a1454 end
do goto a1455 end
do goto a1456 end
do goto a1457 end
do goto a1458 end
do goto a1459 end
do goto a1460 end
do goto a1461 end
do goto a1462 end
do goto a1463 end
do goto a1464 end
do goto a1465 end
do goto a1466 end
do goto a1467 end
do goto a1468 end
do goto a1469 end
do goto a1470 end
do goto a1471 end
do goto a1472 end
do goto a1473 end
do goto a1474 end
do goto a1475 end
do goto a1476 end
do goto a1477 end
do goto a1478 end
do goto a1479 end
do goto a1480 end
do goto a1481 end
do goto a1482 end
do goto a1483 end
do goto a1484 end
do goto a1485 end
do goto a1486 end
do goto a1487 end
do goto a1488 end
do goto a1489 end
do goto a1490 end
do goto a1491 end
do goto a1492 end
do goto a1493 end
do goto a1494 end
do goto a1495 end
do goto a1496 end
do goto a1497 end
do goto a1498 end
do goto a1499 end
::a0::
::a1::
::a2::
::a3::
::a4::
::a5::
::a6::
::a7::
::a8::
::a9::
::a10::
::a11::
::a12::
::a13::
::a14::
::a15::
::a16::
::a17::
::a18::
::a19::
::a20::
::a21::
::a22::
::a23::
::a24::
::a25::
::a26::
::a27::
::a28::
::a29::
::a30::
::a31::
::a32::
::a33::
::a34::
::a35::
::a36::
::a37::
::a38::
::a39::
::a40::
::a41::
::a42::
::a43::
::a44::
::a45::
::a46::
::a47::
::a48::
::a49::
::a50::
::a51::
::a52::
::a53::
::a54::
::a55::
::a56::
::a57::
::a58::
::a59::
::a60::
::a61::
::a62::
::a63::
::a64::
::a65::
::a66::
::a67::
::a68::
::a69::
::a70::
::a71::
::a72::
::a73::
::a74::
::a75::
::a76::
::a77::
::a78::
::a79::
::a80::
::a81::
::a82::
::a83::
::a84::
::a85::
::a86::
::a87::
::a88::
::a89::
::a90::
::a91::
::a92::
::a93::
::a94::
::a95::
::a96::
::a97::
::a98::
::a99::
::a100::
::a101::
::a102::
::a103::
::a104::
::a105::
::a106::
::a107::
::a108::
::a109::
::a110::
::a111::
::a112::
::a113::
::a114::
::a115::
::a116::
::a117::
::a118::
::a119::
::a120::
::a121::
::a122::
::a123::
::a124::
::a125::
::a126::
::a127::
::a128::
::a129::
::a130::
::a131::
::a132::
::a133::
::a134::
::a135::
::a136::
::a137::
::a138::
::a139::
::a140::
::a141::
::a142::
::a143::
::a144::
::a145::
::a146::
::a147::
::a148::
::a149::
::a150::
::a151::
::a152::
::a153::
::a154::
::a155::
::a156::
::a157::
::a158::
::a159::
::a160::
::a161::
::a162::
::a163::
::a164::
::a165::
::a166::
::a167::
::a168::
::a169::
::a170::
::a171::
::a172::
::a173::
::a174::
::a175::
::a176::
::a177::
::a178::
::a179::
::a180::
::a181::
::a182::
::a183::
::a184::
::a185::
::a186::
::a187::
::a188::
::a189::
::a190::
::a191::
::a192::
::a193::
::a194::
::a195::
::a196::
::a197::
::a198::
::a199::
::a200::
::a201::
::a202::
::a203::
::a204::
::a205::
::a206::
::a207::
::a208::
::a209::
::a210::
::a211::
::a212::
::a213::
::a214::
::a215::
::a216::
::a217::
::a218::
::a219::
::a220::
::a221::
::a222::
::a223::
::a224::
::a225::
::a226::
::a227::
::a228::
::a229::
::a230::
::a231::
::a232::
::a233::
::a234::
::a235::
::a236::
::a237::
::a238::
::a239::
::a240::
::a241::
::a242::
::a243::
::a244::
::a245::
::a246::
::a247::
::a248::
::a249::
::a250::
::a251::
::a252::
::a253::
::a254::
::a255::
::a256::
::a257::
::a258::
::a259::
::a260::
::a261::
::a262::
::a263::
::a264::
::a265::
::a266::
::a267::
::a268::
::a269::
::a270::
::a271::
::a272::
::a273::
::a274::
::a275::
::a276::
::a277::
::a278::
::a279::
::a280::
::a281::
::a282::
::a283::
::a284::
::a285::
::a286::
::a287::
::a288::
::a289::
::a290::
::a291::
::a292::
::a293::
::a294::
::a295::
::a296::
::a297::
::a298::
::a299::
::a300::
::a301::
::a302::
::a303::
::a304::
::a305::
::a306::
::a307::
::a308::
::a309::
::a310::
::a311::
::a312::
::a313::
::a314::
::a315::
::a316::
::a317::
::a318::
::a319::
::a320::
::a321::
::a322::
::a323::
::a324::
::a325::
::a326::
::a327::
::a328::
::a329::
::a330::
::a331::
::a332::
::a333::
::a334::
::a335::
::a336::
::a337::
::a338::
::a339::
::a340::
::a341::
::a342::
::a343::
::a344::
::a345::
::a346::
::a347::
::a348::
::a349::
::a350::
::a351::
::a352::
::a353::
::a354::
::a355::
::a356::
::a357::
::a358::
::a359::
::a360::
::a361::
::a362::
::a363::
::a364::
::a365::
::a366::
::a367::
::a368::
::a369::
::a370::
::a371::
::a372::
::a373::
::a374::
::a375::
::a376::
::a377::
::a378::
::a379::
::a380::
::a381::
::a382::
::a383::
::a384::
::a385::
::a386::
::a387::
::a388::
::a389::
::a390::
::a391::
::a392::
::a393::
::a394::
::a395::
::a396::
::a397::
::a398::
::a399::
::a400::
::a401::
::a402::
::a403::
::a404::
::a405::
::a406::
::a407::
::a408::
::a409::
::a410::
::a411::
::a412::
::a413::
::a414::
::a415::
::a416::
::a417::
::a418::
::a419::
::a420::
::a421::
::a422::
::a423::
::a424::
::a425::
::a426::
::a427::
::a428::
::a429::
::a430::
::a431::
::a432::
::a433::
::a434::
::a435::
::a436::
::a437::
::a438::
::a439::
::a440::
::a441::
::a442::
::a443::
::a444::
::a445::
::a446::
::a447::
::a448::
::a449::
::a450::
::a451::
::a452::
::a453::
::a454::
::a455::
::a456::
::a457::
::a458::
::a459::
::a460::
::a461::
::a462::
::a463::
::a464::
::a465::
::a466::
::a467::
::a468::
::a469::
::a470::
::a471::
::a472::
::a473::
::a474::
::a475::
::a476::
::a477::
::a478::
::a479::
::a480::
::a481::
::a482::
::a483::
::a484::
::a485::
::a486::
::a487::
::a488::
::a489::
::a490::
::a491::
::a492::
::a493::
::a494::
::a495::
::a496::
::a497::
::a498::
::a499::
::a500::
::a501::
::a502::
::a503::
::a504::
::a505::
::a506::
::a507::
::a508::
::a509::
::a510::
::a511::
::a512::
::a513::
::a514::
::a515::
::a516::
::a517::
::a518::
::a519::
::a520::
::a521::
::a522::
::a523::
::a524::
::a525::
::a526::
::a527::
::a528::
::a529::
::a530::
::a531::
::a532::
::a533::
::a534::
::a535::
::a536::
::a537::
::a538::
::a539::
::a540::
::a541::
::a542::
::a543::
::a544::
::a545::
::a546::
::a547::
::a548::
::a549::
::a550::
::a551::
::a552::
::a553::
::a554::
::a555::
::a556::
::a557::
::a558::
::a559::
::a560::
::a561::
::a562::
::a563::
::a564::
::a565::
::a566::
::a567::
::a568::
::a569::
::a570::
::a571::
::a572::
::a573::
::a574::
::a575::
::a576::
::a577::
::a578::
::a579::
::a580::
::a581::
::a582::
::a583::
::a584::
::a585::
::a586::
::a587::
::a588::
::a589::
::a590::
::a591::
::a592::
::a593::
::a594::
::a595::
::a596::
::a597::
::a598::
::a599::
::a600::
::a601::
::a602::
::a603::
::a604::
::a605::
::a606::
::a607::
::a608::
::a609::
::a610::
::a611::
::a612::
::a613::
::a614::
::a615::
::a616::
::a617::
::a618::
::a619::
::a620::
::a621::
::a622::
::a623::
::a624::
::a625::
::a626::
::a627::
::a628::
::a629::
::a630::
::a631::
::a632::
::a633::
::a634::
::a635::
::a636::
::a637::
::a638::
::a639::
::a640::
::a641::
::a642::
::a643::
::a644::
::a645::
::a646::
::a647::
::a648::
::a649::
::a650::
::a651::
::a652::
::a653::
::a654::
::a655::
::a656::
::a657::
::a658::
::a659::
::a660::
::a661::
::a662::
::a663::
::a664::
::a665::
::a666::
::a667::
::a668::
::a669::
::a670::
::a671::
::a672::
::a673::
::a674::
::a675::
::a676::
::a677::
::a678::
::a679::
::a680::
::a681::
::a682::
::a683::
::a684::
::a685::
::a686::
::a687::
::a688::
::a689::
::a690::
::a691::
::a692::
::a693::
::a694::
::a695::
::a696::
::a697::
::a698::
::a699::
::a700::
::a701::
::a702::
::a703::
::a704::
::a705::
::a706::
::a707::
::a708::
::a709::
::a710::
::a711::
::a712::
::a713::
::a714::
::a715::
::a716::
::a717::
::a718::
::a719::
::a720::
::a721::
::a722::
::a723::
::a724::
::a725::
::a726::
::a727::
::a728::
::a729::
::a730::
::a731::
::a732::
::a733::
::a734::
::a735::
::a736::
::a737::
::a738::
::a739::
::a740::
::a741::
::a742::
::a743::
::a744::
::a745::
::a746::
::a747::
::a748::
::a749::
::a750::
::a751::
::a752::
::a753::
::a754::
::a755::
::a756::
::a757::
::a758::
::a759::
::a760::
::a761::
::a762::
::a763::
::a764::
::a765::
::a766::
::a767::
::a768::
::a769::
::a770::
::a771::
::a772::
::a773::
::a774::
::a775::
::a776::
::a777::
::a778::
::a779::
::a780::
::a781::
::a782::
::a783::
::a784::
::a785::
::a786::
::a787::
::a788::
::a789::
::a790::
::a791::
::a792::
::a793::
::a794::
::a795::
::a796::
::a797::
::a798::
::a799::
::a800::
::a801::
::a802::
::a803::
::a804::
::a805::
::a806::
::a807::
::a808::
::a809::
::a810::
::a811::
::a812::
::a813::
::a814::
::a815::
::a816::
::a817::
::a818::
::a819::
::a820::
::a821::
::a822::
::a823::
::a824::
::a825::
::a826::
::a827::
::a828::
::a829::
::a830::
::a831::
::a832::
::a833::
::a834::
::a835::
::a836::
::a837::
::a838::
::a839::
::a840::
::a841::
::a842::
::a843::
::a844::
::a845::
::a846::
::a847::
::a848::
::a849::
::a850::
::a851::
::a852::
::a853::
::a854::
::a855::
::a856::
::a857::
::a858::
::a859::
::a860::
::a861::
::a862::
::a863::
::a864::
::a865::
::a866::
::a867::
::a868::
::a869::
::a870::
::a871::
::a872::
::a873::
::a874::
::a875::
::a876::
::a877::
::a878::
::a879::
::a880::
::a881::
::a882::
::a883::
::a884::
::a885::
::a886::
::a887::
::a888::
::a889::
::a890::
::a891::
::a892::
::a893::
::a894::
::a895::
::a896::
::a897::
::a898::
::a899::
::a900::
::a901::
::a902::
::a903::
::a904::
::a905::
::a906::
::a907::
::a908::
::a909::
::a910::
::a911::
::a912::
::a913::
::a914::
::a915::
::a916::
::a917::
::a918::
::a919::
::a920::
::a921::
::a922::
::a923::
::a924::
::a925::
::a926::
::a927::
::a928::
::a929::
::a930::
::a931::
::a932::
::a933::
::a934::
::a935::
::a936::
::a937::
::a938::
::a939::
::a940::
::a941::
::a942::
::a943::
::a944::
::a945::
::a946::
::a947::
::a948::
::a949::
::a950::
::a951::
::a952::
::a953::
::a954::
::a955::
::a956::
::a957::
::a958::
::a959::
::a960::
::a961::
::a962::
::a963::
::a964::
::a965::
::a966::
::a967::
::a968::
::a969::
::a970::
::a971::
::a972::
::a973::
::a974::
::a975::
::a976::
::a977::
::a978::
::a979::
::a980::
::a981::
::a982::
::a983::
::a984::
::a985::
::a986::
::a987::
::a988::
::a989::
::a990::
::a991::
::a992::
::a993::
::a994::
::a995::
::a996::
::a997::
::a998::
::a999::
::a1000::
::a1001::
::a1002::
::a1003::
::a1004::
::a1005::
::a1006::
::a1007::
::a1008::
::a1009::
::a1010::
::a1011::
::a1012::
::a1013::
::a1014::
::a1015::
::a1016::
::a1017::
::a1018::
::a1019::
::a1020::
::a1021::
::a1022::
::a1023::
::a1024::
::a1025::
::a1026::
::a1027::
::a1028::
::a1029::
::a1030::
::a1031::
::a1032::
::a1033::
::a1034::
::a1035::
::a1036::
::a1037::
::a1038::
::a1039::
::a1040::
::a1041::
::a1042::
::a1043::
::a1044::
::a1045::
::a1046::
::a1047::
::a1048::
::a1049::
::a1050::
::a1051::
::a1052::
::a1053::
::a1054::
::a1055::
::a1056::
::a1057::
::a1058::
::a1059::
::a1060::
::a1061::
::a1062::
::a1063::
::a1064::
::a1065::
::a1066::
::a1067::
::a1068::
::a1069::
::a1070::
::a1071::
::a1072::
::a1073::
::a1074::
::a1075::
::a1076::
::a1077::
::a1078::
::a1079::
::a1080::
::a1081::
::a1082::
::a1083::
::a1084::
::a1085::
::a1086::
::a1087::
::a1088::
::a1089::
::a1090::
::a1091::
::a1092::
::a1093::
::a1094::
::a1095::
::a1096::
::a1097::
::a1098::
::a1099::
::a1100::
::a1101::
::a1102::
::a1103::
::a1104::
::a1105::
::a1106::
::a1107::
::a1108::
::a1109::
::a1110::
::a1111::
::a1112::
::a1113::
::a1114::
::a1115::
::a1116::
::a1117::
::a1118::
::a1119::
::a1120::
::a1121::
::a1122::
::a1123::
::a1124::
::a1125::
::a1126::
::a1127::
::a1128::
::a1129::
::a1130::
::a1131::
::a1132::
::a1133::
::a1134::
::a1135::
::a1136::
::a1137::
::a1138::
::a1139::
::a1140::
::a1141::
::a1142::
::a1143::
::a1144::
::a1145::
::a1146::
::a1147::
::a1148::
::a1149::
::a1150::
::a1151::
::a1152::
::a1153::
::a1154::
::a1155::
::a1156::
::a1157::
::a1158::
::a1159::
::a1160::
::a1161::
::a1162::
::a1163::
::a1164::
::a1165::
::a1166::
::a1167::
::a1168::
::a1169::
::a1170::
::a1171::
::a1172::
::a1173::
::a1174::
::a1175::
::a1176::
::a1177::
::a1178::
::a1179::
::a1180::
::a1181::
::a1182::
::a1183::
::a1184::
::a1185::
::a1186::
::a1187::
::a1188::
::a1189::
::a1190::
::a1191::
::a1192::
::a1193::
::a1194::
::a1195::
::a1196::
::a1197::
::a1198::
::a1199::
::a1200::
::a1201::
::a1202::
::a1203::
::a1204::
::a1205::
::a1206::
::a1207::
::a1208::
::a1209::
::a1210::
::a1211::
::a1212::
::a1213::
::a1214::
::a1215::
::a1216::
::a1217::
::a1218::
::a1219::
::a1220::
::a1221::
::a1222::
::a1223::
::a1224::
::a1225::
::a1226::
::a1227::
::a1228::
::a1229::
::a1230::
::a1231::
::a1232::
::a1233::
::a1234::
::a1235::
::a1236::
::a1237::
::a1238::
::a1239::
::a1240::
::a1241::
::a1242::
::a1243::
::a1244::
::a1245::
::a1246::
::a1247::
::a1248::
::a1249::
::a1250::
::a1251::
::a1252::
::a1253::
::a1254::
::a1255::
::a1256::
::a1257::
::a1258::
::a1259::
::a1260::
::a1261::
::a1262::
::a1263::
::a1264::
::a1265::
::a1266::
::a1267::
::a1268::
::a1269::
::a1270::
::a1271::
::a1272::
::a1273::
::a1274::
::a1275::
::a1276::
::a1277::
::a1278::
::a1279::
::a1280::
::a1281::
::a1282::
::a1283::
::a1284::
::a1285::
::a1286::
::a1287::
::a1288::
::a1289::
::a1290::
::a1291::
::a1292::
::a1293::
::a1294::
::a1295::
::a1296::
::a1297::
::a1298::
::a1299::
::a1300::
::a1301::
::a1302::
::a1303::
::a1304::
::a1305::
::a1306::
::a1307::
::a1308::
::a1309::
::a1310::
::a1311::
::a1312::
::a1313::
::a1314::
::a1315::
::a1316::
::a1317::
::a1318::
::a1319::
::a1320::
::a1321::
::a1322::
::a1323::
::a1324::
::a1325::
::a1326::
::a1327::
::a1328::
::a1329::
::a1330::
::a1331::
::a1332::
::a1333::
::a1334::
::a1335::
::a1336::
::a1337::
::a1338::
::a1339::
::a1340::
::a1341::
::a1342::
::a1343::
::a1344::
::a1345::
::a1346::
::a1347::
::a1348::
::a1349::
::a1350::
::a1351::
::a1352::
::a1353::
::a1354::
::a1355::
::a1356::
::a1357::
::a1358::
::a1359::
::a1360::
::a1361::
::a1362::
::a1363::
::a1364::
::a1365::
::a1366::
::a1367::
::a1368::
::a1369::
::a1370::
::a1371::
::a1372::
::a1373::
::a1374::
::a1375::
::a1376::
::a1377::
::a1378::
::a1379::
::a1380::
::a1381::
::a1382::
::a1383::
::a1384::
::a1385::
::a1386::
::a1387::
::a1388::
::a1389::
::a1390::
::a1391::
::a1392::
::a1393::
::a1394::
::a1395::
::a1396::
::a1397::
::a1398::
::a1399::
::a1400::
::a1401::
::a1402::
::a1403::
::a1404::
::a1405::
::a1406::
::a1407::
::a1408::
::a1409::
::a1410::
::a1411::
::a1412::
::a1413::
::a1414::
::a1415::
::a1416::
::a1417::
::a1418::
::a1419::
::a1420::
::a1421::
::a1422::
::a1423::
::a1424::
::a1425::
::a1426::
::a1427::
::a1428::
::a1429::
::a1430::
::a1431::
::a1432::
::a1433::
::a1434::
::a1435::
::a1436::
::a1437::
::a1438::
::a1439::
::a1440::
::a1441::
::a1442::
::a1443::
::a1444::
::a1445::
::a1446::
::a1447::
::a1448::
::a1449::
::a1450::
::a1451::
::a1452::
::a1453::
::a1454::
::a1455::
::a1456::
::a1457::
::a1458::
::a1459::
::a1460::
::a1461::
::a1462::
::a1463::
::a1464::
::a1465::
::a1466::
::a1467::
::a1468::
::a1469::
::a1470::
::a1471::
::a1472::
::a1473::
::a1474::
::a1475::
::a1476::
::a1477::
::a1478::
::a1479::
::a1480::
::a1481::
::a1482::
::a1483::
::a1484::
::a1485::
::a1486::
::a1487::
::a1488::
::a1489::
::a1490::
::a1491::
::a1492::
::a1493::
::a1494::
::a1495::
::a1496::
::a1497::
::a1498::
::a1499::
