# shellcheck shell=bash
# A vendor of its own, as every fleet has some: packages that pin, a kernel module, a file of somebody else. None is signed.
spec 'ACME Corp'
program acme acme-agent 5.0 1 $'Requires: libfoo.so.1()(64bit)\nRequires: libbar >= 2.0-5'      # OpenCloudOS 8's libbar is older
program acme acme-plain 5.0 1 'Requires: libfoo.so.1()(64bit)'

package acme kmod-acme 1.0 1 <<'END'
Requires: kernel-uname-r = 4.18.0-348.7.1.el8_5.x86_64
%install
mkdir -p lib/modules/4.18.0-348.7.1.el8_5.x86_64/extra
echo acme >lib/modules/4.18.0-348.7.1.el8_5.x86_64/extra/acme.ko
%files
/lib/modules/4.18.0-348.7.1.el8_5.x86_64/extra
END

package acme acme-theme 1.0 1 noarch <<'END'
%install
mkdir -p usr/share/theme
echo ACME >usr/share/theme/default
%files
/usr/share/theme/default
END

{
    printf '%%install\nmkdir -p etc/yum.repos.d\n'
    repository_file acme.repo acme 'ACME' acme RPM-GPG-KEY-acme | sed 's/gpgcheck=1/gpgcheck=0/'
    printf '%%files\n%%config(noreplace) /etc/yum.repos.d/acme.repo\n'
} | package acme acme-release 1 1 noarch
