# shellcheck shell=bash
# shellcheck disable=SC2154   # work (the folder of the build) and recipe (the folder of this file) are rpmlab's
# Turns recipes into RPM packages: each file of distributions/ calls `spec` and `package`, and `build_spec` makes all packages
# of one spec by one rpmbuild, because starting it once a package would take most of the time of a build.

# spec VENDOR: begins a new spec; two versions of one package need two specs.
spec() {
    [ -z "${spec_dir:-}" ] || build_spec
    spec_dir=$(mktemp -d "$work/spec.XXXXXX")
    spec_vendor=$1
    : >"$spec_dir/packages"
    : >"$spec_dir/install"
    : >"$spec_dir/places"
}

# package REPO NAME VERSION RELEASE [noarch]: standard input is the rest of the package's spec: its tags, and then the sections
# as in a spec of its own (%install, %post, %files, ...). What a recipe leaves out of %install is as in any spec: $RPM_BUILD_ROOT.
package() {
    local repo=$1 name=$2 version=$3 release=$4 arch=${5:-}
    printf '%s\t%s\n' "$name-$version-$release" "$repo" >>"$spec_dir/places"
    {
        printf '%%package -n %s\nVersion: %s\nRelease: %s\nSummary: %s, made by the lab\nVendor: %s\nAutoReqProv: no\n' \
            "$name" "$version" "$release" "$name" "$spec_vendor"
        [ -z "$arch" ] || printf 'BuildArch: %s\n' "$arch"
        awk -v name="$name" -v install="$spec_dir/install" '
            function describe() { if (!described) print "%description -n " name "\nA package of the lab."; described = 1 }
            /^%install$/ { describe(); installing = 1; next }
            /^%(pre|post|preun|postun|pretrans|posttrans|files)$/ { describe(); installing = 0; print $0 " -n " name; next }
            installing { print >>install; next }
            { print }
            END { describe() }'
    } >>"$spec_dir/packages"
}

# build_spec: makes the packages of the spec begun last, and puts each into its repository's folder.
build_spec() {
    local top=$spec_dir arch
    arch=$(uname -m)
    {
        printf 'Name: lab\nVersion: 1\nRelease: 1\nSummary: The lab\nLicense: MIT\n%%description\nThe lab.\n'
        cat "$top/packages"
        # shellcheck disable=SC2016
        printf '%%install\nset -e\nmkdir -p $RPM_BUILD_ROOT\ncd $RPM_BUILD_ROOT\n'
        cat "$top/install"
    } >"$top/lab.spec"
    # The same recipe gives the same bytes: nothing of the build machine or the time is in a package.
    SOURCE_DATE_EPOCH=1700000000 rpmbuild -bb --quiet --nodeps --target "$arch" \
        --define "_topdir $top" --define "_rpmdir $top/rpms" --define "_sourcedir $recipe" \
        --define '_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm' \
        --define '_buildhost lab' --define 'use_source_date_epoch_as_buildtime 1' --define 'clamp_mtime_to_source_date_epoch 1' \
        --define 'debug_package %{nil}' --define '_build_id_links none' --define '_binary_payload w1.gzdio' \
        --define '__os_install_post %{nil}' --define '_unpackaged_files_terminate_build 1' "$top/lab.spec" >"$top/log" 2>&1 \
        || { cat "$top/log" >&2; die "a recipe does not build"; }
    local file repo
    while IFS=$'\t' read -r file repo; do
        mkdir -p "$work/repos/$repo"
        mv "$top/rpms/$file".*.rpm "$work/repos/$repo/"
    done <"$top/places"
    rm -rf "$top"
    spec_dir=
}

# The kinds of packages that several distributions have.

# library REPO NAME VERSION RELEASE [TAGS]: one file, and scriptlets that leave a trace in /var/log/scriptlets.log.
library() {
    package "$1" "$2" "$3" "$4" <<END
Provides: $2.so.1()(64bit)
${5:-}
%install
mkdir -p usr/lib64
echo "$2 $3-$4" >usr/lib64/$2.so.1
%post
echo "post $2-$3-$4 \$1" >>/var/log/scriptlets.log
%postun
echo "postun $2-$3-$4 \$1" >>/var/log/scriptlets.log
%files
/usr/lib64/$2.so.1
END
}

# program REPO NAME VERSION RELEASE TAGS: a command with a configuration file that users edit.
program() {
    package "$1" "$2" "$3" "$4" <<END
$5
%install
mkdir -p usr/bin etc
printf '#!/bin/sh\necho "$2 $3-$4"\n' >usr/bin/$2
chmod 755 usr/bin/$2
echo "# $2 $3-$4" >etc/$2.conf
%files
/usr/bin/$2
%config(noreplace) /etc/$2.conf
END
}

# kernel REPO VERSION RELEASE UNAME MODULES...: kernel, kernel-core and kernel-modules with a boot loader entry as kernel-install
# writes it. A module is NAME=ALIAS, the ALIAS as in modules.alias.
kernel() {
    local repo=$1 version=$2 release=$3 uname=$4 module
    shift 4
    package "$repo" kernel "$version" "$release" <<END
Requires: kernel-core = $version-$release
Requires: kernel-modules = $version-$release
Provides: installonlypkg(kernel)
%files
END
    package "$repo" kernel-core "$version" "$release" <<END
Requires: kernel-modules = $version-$release
Provides: kernel-uname-r = $uname
Provides: installonlypkg(kernel)
%install
mkdir -p boot lib/modules/$uname
head -c 200000 /dev/zero >boot/vmlinuz-$uname
printf 'CONFIG_IP_VS=m\nCONFIG_CGROUPS=y\n' >boot/config-$uname
%posttrans
. /etc/os-release
head -c 400000 /dev/zero >/boot/initramfs-$uname.img
mkdir -p /boot/loader/entries
cat >/boot/loader/entries/\$(cat /etc/machine-id)-$uname.conf <<ENTRY
title \$NAME ($uname) \$VERSION
version $uname
linux /vmlinuz-$uname
initrd /initramfs-$uname.img
options root=/dev/vda2 ro crashkernel=auto
grub_users \\\$grub_users
grub_arg --unrestricted
grub_class kernel
ENTRY
%preun
rm -f /boot/loader/entries/*-$uname.conf /boot/initramfs-$uname.img
%files
/boot/vmlinuz-$uname
/boot/config-$uname
%dir /lib/modules/$uname
END
    {
        printf 'Requires: kernel-uname-r = %s\nProvides: kernel-modules-extra = %s-%s\nProvides: installonlypkg(kernel-module)\n' "$uname" "$version" "$release"
        printf '%%install\nmkdir -p lib/modules/%s/kernel\n' "$uname"
        for module in "$@"; do
            printf 'echo %s >lib/modules/%s/kernel/%s.ko\n' "${module%%=*}" "$uname" "${module%%=*}"
            printf 'echo kernel/%s.ko: >>lib/modules/%s/modules.dep\n' "${module%%=*}" "$uname"
            printf "echo 'alias %s %s' >>lib/modules/%s/modules.alias\n" "${module#*=}" "${module%%=*}" "$uname"
        done
        printf '%%files\n/lib/modules/%s/*\n' "$uname"
    } | package "$repo" kernel-modules "$version" "$release"
}

# userland REPO DIST FILESYSTEM BUSYBOX RPM DNF OPENSSH GRUBBY DATABASE: what every root has to run packages' scripts and to be reached. A version is
# as the distribution has it; the programs are the build machine's (see node/enter), linked to where the distribution has them.
userland() {
    local repo=$1 dist=$2 filesystem=$3 busybox=$4 rpm=$5 dnf=$6 openssh=$7 grubby=$8 database=$9
    package "$repo" filesystem "$filesystem" "6.$dist" <<'END'
%install
mkdir -p boot etc home opt root srv tmp usr/bin usr/lib usr/lib64 usr/sbin usr/share var/lib var/log var/cache var/tmp
for link in bin sbin lib lib64; do ln -s usr/$link $link; done
chmod 1777 tmp var/tmp
chmod 700 root
printf 'root:x:0:0:root:/root:/bin/sh\nsshd:x:74:74:sshd:/var/empty:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n' >etc/passwd
printf 'root:x:0:\ntty:x:5:\nsshd:x:74:\nnobody:x:65534:\n' >etc/group
%files
%dir /boot
%dir /etc
%config(noreplace) /etc/passwd
%config(noreplace) /etc/group
/home
/opt
/root
/srv
/tmp
/bin
/sbin
/lib
/lib64
%dir /usr
%dir /usr/*
%dir /var
%dir /var/*
END
    # A spec's packages share one folder to install into, and there /lib must not be a link for what others put into it.
    spec "$spec_vendor"
    # Its applets stand for bash, coreutils and the rest. Left out are those that the root has from elsewhere, and those that act on the whole machine.
    package "$repo" busybox "$busybox" "1.$dist" <<'END'
Provides: /bin/sh
Provides: /usr/bin/sh
Provides: bash
Provides: coreutils
Requires: filesystem
%install
mkdir -p usr/bin
cp /bin/busybox usr/bin/busybox
for applet in $(/bin/busybox --list); do
    case $applet in
        rpm | uname | init | linuxrc | reboot | poweroff | halt | pivot_root | switch_root | run-init | \[*) ;;
        *) ln -s busybox usr/bin/$applet ;;
    esac
done
ln -s busybox 'usr/bin/['
mkdir -p usr/sbin
cp %{_sourcedir}/node/uname %{_sourcedir}/node/systemctl usr/bin/
cp %{_sourcedir}/node/reboot usr/sbin/
chmod 755 usr/bin/* usr/sbin/*
%files
/usr/bin/*
/usr/sbin/reboot
END
    spec "$spec_vendor"
    package "$repo" rpm "$rpm" "19.$dist" <<END
%install
mkdir -p usr/bin etc/rpm
for program in rpm rpmkeys rpmdb rpmquery rpmverify gpg; do ln -s /.lab/usr/bin/\$program usr/bin/\$program; done
echo '%%_dbpath $database' >etc/rpm/macros.dist
# Debian's rpm warns of itself unless told that the system is no Debian.
for option in -i --install -U --upgrade -F --freshen -e --erase; do echo "rpm alias \$option --force-debian \$option"; done >etc/popt
%files
/usr/bin/rpm*
/usr/bin/gpg
/etc/popt
/etc/rpm/macros.dist
END
    package "$repo" dnf "$dnf" "4.$dist" <<'END'
Provides: yum
Provides: dnf-plugins-core
Requires: rpm
%install
mkdir -p usr/bin etc/dnf/modules.d etc/dnf/plugins etc/dnf/vars
ln -s /.lab/usr/bin/dnf-3 usr/bin/dnf
ln -s dnf usr/bin/yum
ln -s /.lab/usr/bin/python3 usr/bin/python3
printf '[main]\ngpgcheck=1\ninstallonly_limit=3\nclean_requirements_on_remove=True\nbest=True\nskip_if_unavailable=False\n' >etc/dnf/dnf.conf
printf '[main]\nenabled=1\nlocklist=/etc/dnf/plugins/versionlock.list\n' >etc/dnf/plugins/versionlock.conf
: >etc/dnf/plugins/versionlock.list
%files
/usr/bin/dnf
/usr/bin/yum
/usr/bin/python3
%dir /etc/dnf/modules.d
%dir /etc/dnf/plugins
%dir /etc/dnf/vars
%config(noreplace) /etc/dnf/plugins/*
%config(noreplace) /etc/dnf/dnf.conf
END
    package "$repo" openssh-server "$openssh" "10.$dist" <<'END'
%install
mkdir -p usr/sbin usr/bin etc/ssh
ln -s /.lab/usr/sbin/sshd usr/sbin/sshd
ln -s /.lab/usr/bin/scp usr/bin/scp
printf 'PermitRootLogin yes\nSubsystem sftp internal-sftp\n' >etc/ssh/sshd_config
%files
/usr/sbin/sshd
/usr/bin/scp
%config(noreplace) /etc/ssh/sshd_config
END
    package "$repo" grubby "$grubby" "42.$dist" <<'END'
%install
mkdir -p usr/sbin
cp %{_sourcedir}/node/grubby usr/sbin/grubby
chmod 755 usr/sbin/grubby
%files
/usr/sbin/grubby
END
}

# repository_file FILE ID NAME PATH KEY: prints a shell line that writes a section of a .repo file, for an %install.
repository_file() {
    printf "printf '[%s]\\\\nname=%s\\\\nbaseurl=file:///.lab/repos/%s\\\\ngpgcheck=1\\\\nenabled=1\\\\ngpgkey=file:///etc/pki/rpm-gpg/%s\\\\n\\\\n' >>etc/yum.repos.d/%s\n" \
        "$2" "$3" "$4" "$5" "$1"
}
