# shellcheck shell=bash
# shellcheck disable=SC2154   # work, the folder of the build, is rpmlab's
# OpenCloudOS 8.8. Its release package has the repositories and the key; its kernel's name has no .oc8 and no architecture.
o8_modules=(virtio_net=virtio:d00000001v* megaraid_sas=pci:v00001000d0000005Bsv*sd*bc*sc*i*)

spec OpenCloudOS
userland opencloudos8/BaseOS oc8 3.8.1 1.35.1 4.14.3.1 4.7.1 8.0p2 8.41 /var/lib/rpm
kernel opencloudos8/BaseOS 5.4.119 20.0009.29 5.4.119-20.0009.29 "${o8_modules[@]}"

{
    cat <<'END'
Provides: centos-release = 8.8-2.oc8
Provides: redhat-release = 8.8-2.oc8
Provides: system-release = 8.8-2.oc8
Provides: system-release(releasever) = 8
Provides: base-module(platform:oc8)
Conflicts: centos-linux-release
%install
mkdir -p etc/dnf/protected.d etc/yum.repos.d etc/pki/rpm-gpg
cat >etc/os-release <<FILE
NAME="OpenCloudOS"
VERSION="8.8"
ID="opencloudos"
ID_LIKE="rhel fedora"
VERSION_ID="8.8"
PLATFORM_ID="platform:oc8"
PRETTY_NAME="OpenCloudOS 8.8"
ANSI_COLOR="0;31"
CPE_NAME="cpe:/o:opencloudos:opencloudos:8"
HOME_URL="https://www.opencloudos.org/"
BUG_REPORT_URL="https://bugs.opencloudos.tech/"
FILE
echo 'OpenCloudOS release 8.8' >etc/opencloudos-release
ln -s opencloudos-release etc/redhat-release
ln -s opencloudos-release etc/system-release
echo 'cpe:/o:opencloudos:opencloudos:8' >etc/system-release-cpe
echo opencloudos-release >etc/dnf/protected.d/opencloudos-release.conf
END
    printf 'cp %s/keys/OpenCloudOS.asc etc/pki/rpm-gpg/RPM-GPG-KEY-OpenCloudOS\n' "$work"
    repository_file OpenCloudOS.repo BaseOS 'OpenCloudOS 8 - BaseOS' opencloudos8/BaseOS RPM-GPG-KEY-OpenCloudOS
    repository_file OpenCloudOS.repo AppStream 'OpenCloudOS 8 - AppStream' opencloudos8/AppStream RPM-GPG-KEY-OpenCloudOS
    cat <<'END'
%files
/etc/*-release
/etc/system-release-cpe
/etc/dnf/protected.d/opencloudos-release.conf
%config(noreplace) /etc/yum.repos.d/OpenCloudOS.repo
/etc/pki/rpm-gpg/RPM-GPG-KEY-OpenCloudOS
END
} | package opencloudos8/BaseOS opencloudos-release 8.8 2.oc8 noarch

package opencloudos8/BaseOS opencloudos-logos 88.1 1.oc8 noarch <<'END'
Provides: system-logos = 88.1
Obsoletes: centos-logos
%install
mkdir -p usr/share/opencloudos-logos
echo OpenCloudOS >usr/share/opencloudos-logos/logo
%files
/usr/share/opencloudos-logos
END

library opencloudos8/BaseOS libfoo 1.2 5.oc8
library opencloudos8/BaseOS libbar 2.0 4.oc8
library opencloudos8/BaseOS libsame 1.0 1.el8
library opencloudos8/BaseOS libnewname 2.0 1.oc8 $'Obsoletes: liboldname < 2\nProvides: liboldname = 2.0'
program opencloudos8/AppStream appsrv 1.1 1.oc8 'Requires: libfoo.so.1()(64bit)'

# A file that a third-party package (acme-theme) has too.
package opencloudos8/AppStream shared-theme 1.0 1.oc8 noarch <<'END'
%install
mkdir -p usr/share/theme
echo OpenCloudOS >usr/share/theme/default
%files
/usr/share/theme
END
