# shellcheck shell=bash
# shellcheck disable=SC2154   # work, the folder of the build, is rpmlab's
# OpenCloudOS 9.2. New against 8: a package of its own for repositories and key, another place for the package database.
o9_modules=(virtio_net=virtio:d00000001v*)

spec OpenCloudOS
userland opencloudos9/BaseOS oc9 3.18 1.36.1 4.18.0 4.16.2 9.3p2 8.42 /usr/lib/sysimage/rpm
kernel opencloudos9/BaseOS 6.6.117 45.oc9 6.6.117-45.oc9.x86_64 "${o9_modules[@]}"

package opencloudos9/BaseOS opencloudos-release 9.2 1.oc9 noarch <<'END'
Requires: opencloudos-repos
Provides: redhat-release = 9.2-1.oc9
Provides: system-release = 9.2-1.oc9
Provides: system-release(releasever) = 9
Provides: base-module(platform:oc9)
%install
mkdir -p etc/dnf/protected.d
cat >etc/os-release <<FILE
NAME="OpenCloudOS"
VERSION="9.2"
ID="opencloudos"
ID_LIKE="opencloudos"
VERSION_ID="9.2"
PLATFORM_ID="platform:oc9"
PRETTY_NAME="OpenCloudOS 9.2"
ANSI_COLOR="0;31"
CPE_NAME="cpe:/o:opencloudos:opencloudos:9"
HOME_URL="https://www.opencloudos.org/"
BUG_REPORT_URL="https://bugs.opencloudos.tech/"
FILE
echo 'OpenCloudOS release 9.2' >etc/opencloudos-release
ln -s opencloudos-release etc/redhat-release
ln -s opencloudos-release etc/system-release
echo 'cpe:/o:opencloudos:opencloudos:9' >etc/system-release-cpe
echo opencloudos-release >etc/dnf/protected.d/opencloudos-release.conf
%files
/etc/*-release
/etc/system-release-cpe
/etc/dnf/protected.d/opencloudos-release.conf
END

{
    printf '%%install\nmkdir -p etc/yum.repos.d etc/pki/rpm-gpg\ncp %s/keys/OpenCloudOS.asc etc/pki/rpm-gpg/RPM-GPG-KEY-OpenCloudOS-9\n' "$work"
    repository_file OpenCloudOS.repo BaseOS 'OpenCloudOS 9 - BaseOS' opencloudos9/BaseOS RPM-GPG-KEY-OpenCloudOS-9
    repository_file OpenCloudOS.repo AppStream 'OpenCloudOS 9 - AppStream' opencloudos9/AppStream RPM-GPG-KEY-OpenCloudOS-9
    printf '%%files\n%%config(noreplace) /etc/yum.repos.d/OpenCloudOS.repo\n/etc/pki/rpm-gpg/RPM-GPG-KEY-OpenCloudOS-9\n'
} | package opencloudos9/BaseOS opencloudos-repos 9.2 1.oc9 noarch

package opencloudos9/BaseOS opencloudos-logos 92.1 1.oc9 noarch <<'END'
Provides: system-logos = 92.1
%install
mkdir -p usr/share/opencloudos-logos
echo OpenCloudOS 9 >usr/share/opencloudos-logos/logo
%files
/usr/share/opencloudos-logos
END

library opencloudos9/BaseOS libfoo 2.0 1.oc9
library opencloudos9/BaseOS libbar 3.0 1.oc9
library opencloudos9/BaseOS libsame 1.1 1.oc9
library opencloudos9/BaseOS libnewname 3.0 1.oc9
program opencloudos9/AppStream appsrv 2.0 1.oc9 'Requires: libfoo.so.1()(64bit)'
