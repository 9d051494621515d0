// Libraries that travel in the jar run on older systems than the one that built them: these names of the loader's functions
// are in every glibc for x86-64, the newer ones (GLIBC_2.34) are not.
#pragma once

__asm__(".symver dlopen,dlopen@GLIBC_2.2.5");
__asm__(".symver dlsym,dlsym@GLIBC_2.2.5");
