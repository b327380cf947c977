# shellcheck shell=bash
# shellcheck disable=SC2154   # work, the folder of the build, is rpmlab's
# CentOS Linux 8.5 as its machines are found today: the last state of its repositories.
c8_modules=(virtio_net=virtio:d00000001v* megaraid_sas=pci:v00001000d0000005Bsv*sd*bc*sc*i* mlx4_core=pci:v000015B3d00001003sv*sd*bc*sc*i*)

spec CentOS
kernel centos8/BaseOS 4.18.0 348.2.1.el8_5 4.18.0-348.2.1.el8_5.x86_64 "${c8_modules[@]}"

spec CentOS
userland centos8/BaseOS el8 3.8 1.35.0 4.14.3 4.7.0 8.0p1 8.40 /var/lib/rpm
kernel centos8/BaseOS 4.18.0 348.7.1.el8_5 4.18.0-348.7.1.el8_5.x86_64 "${c8_modules[@]}"

package centos8/BaseOS centos-linux-release 8.5 1.2111.el8 noarch <<'END'
Requires: centos-linux-repos
Provides: centos-release = 8.5-1.2111.el8
Provides: redhat-release = 8.5-1.2111.el8
Provides: system-release = 8.5-1.2111.el8
Provides: system-release(releasever) = 8
Provides: base-module(platform:el8)
%install
mkdir -p etc/dnf/protected.d
cat >etc/os-release <<FILE
NAME="CentOS Linux"
VERSION="8"
ID="centos"
ID_LIKE="rhel fedora"
VERSION_ID="8"
PLATFORM_ID="platform:el8"
PRETTY_NAME="CentOS Linux 8"
ANSI_COLOR="0;31"
CPE_NAME="cpe:/o:centos:centos:8"
HOME_URL="https://centos.org/"
BUG_REPORT_URL="https://bugs.centos.org/"
CENTOS_MANTISBT_PROJECT="CentOS-8"
CENTOS_MANTISBT_PROJECT_VERSION="8"
FILE
echo 'CentOS Linux release 8.5.2111' >etc/centos-release
ln -s centos-release etc/redhat-release
ln -s centos-release etc/system-release
echo 'cpe:/o:centos:centos:8' >etc/system-release-cpe
echo centos-linux-release >etc/dnf/protected.d/centos-linux-release.conf
%files
/etc/*-release
/etc/system-release-cpe
/etc/dnf/protected.d/centos-linux-release.conf
END

{
    printf 'Provides: centos-repos = 8.5\nRequires: centos-gpg-keys\n%%install\nmkdir -p etc/yum.repos.d\n'
    repository_file CentOS-Linux-BaseOS.repo baseos 'CentOS Linux 8 - BaseOS' centos8/BaseOS RPM-GPG-KEY-centosofficial
    repository_file CentOS-Linux-AppStream.repo appstream 'CentOS Linux 8 - AppStream' centos8/AppStream RPM-GPG-KEY-centosofficial
    printf '%%files\n%%config(noreplace) /etc/yum.repos.d/*\n'
} | package centos8/BaseOS centos-linux-repos 8 3.el8 noarch

package centos8/BaseOS centos-gpg-keys 8 3.el8 noarch <<END
%install
mkdir -p etc/pki/rpm-gpg
cp $work/keys/CentOS.asc etc/pki/rpm-gpg/RPM-GPG-KEY-centosofficial
%files
/etc/pki/rpm-gpg/RPM-GPG-KEY-centosofficial
END

package centos8/BaseOS centos-logos 85.8 2.el8 noarch <<'END'
Provides: system-logos = 85.8
%install
mkdir -p usr/share/centos-logos
echo CentOS >usr/share/centos-logos/logo
%files
/usr/share/centos-logos
END

library centos8/BaseOS libfoo 1.2 3.el8           # OpenCloudOS 8 has a newer one
library centos8/BaseOS libbar 2.0 9.el8           # OpenCloudOS 8 has an older one
library centos8/BaseOS libsame 1.0 1.el8          # OpenCloudOS 8 has the same version, built by itself
library centos8/BaseOS libgone 0.9 1.el8          # OpenCloudOS 8 has none
library centos8/BaseOS liboldname 1.0 1.el8       # OpenCloudOS 8 has it under another name
program centos8/AppStream appsrv 1.0 1.el8 'Requires: libfoo.so.1()(64bit)'
program centos8/AppStream python2-tool 2.7 1.el8 'Requires: libgone.so.1()(64bit)'

# Packages whose successors in OpenCloudOS 8 do harm (faults.sh); not installed unless a test asks for them.
for name in badpre badpost slowpost bigdata; do
    program centos8/AppStream "$name" 1.0 1.el8 ''
done

# A module stream; its metadata (modules.yaml) says that it is of platform:el8.
package centos8/AppStream nodejs 10.24.0 1.module_el8.3.0+717 <<'END'
Epoch: 1
ModularityLabel: nodejs:10:8030020210118191659:30b713e6
%install
mkdir -p usr/bin
printf '#!/bin/sh\necho v10.24.0\n' >usr/bin/node
chmod 755 usr/bin/node
%files
/usr/bin/node
END
