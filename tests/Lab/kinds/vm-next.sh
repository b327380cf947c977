# shellcheck shell=sh disable=SC2034,SC2154
# vm-next: the virtual machine with the kernel of Debian 12's backports (6.12). There the estimator of IPVS runs in threads (6.2 and later).

# shellcheck source=/dev/null
. "$here/kinds/vm.sh"
vm_address=127.32.0.2
flavour=-next
# This kernel's allocator uses cmpxchg16b where the CPU has it, and under the emulation of QEMU 7.2 dies there of a double fault.
cpu=Nehalem,-cx16
