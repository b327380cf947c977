# shellcheck shell=bash
# Successors in OpenCloudOS 8 of packages that centos8.sh has, each with one fault.
spec OpenCloudOS

package opencloudos8/AppStream badpre 2.0 1.oc8 <<'END'
%pre
echo 'badpre: this machine does not suit me' >&2
exit 1
%files
END

package opencloudos8/AppStream badpost 2.0 1.oc8 <<'END'
%post
echo 'badpost: cannot set up' >&2
exit 1
%files
END

# Its scriptlet waits as long as /var/tmp/slow is there, so that a test can end dnf in the middle of a transaction.
package opencloudos8/AppStream slowpost 2.0 1.oc8 <<'END'
%post
echo "post slowpost-2.0-1.oc8 $1" >>/var/log/scriptlets.log
while [ -e /var/tmp/slow ]; do sleep 0.1; done
%files
END

# Larger than the small disk of a test.
package opencloudos8/AppStream bigdata 2.0 1.oc8 <<'END'
%install
mkdir -p usr/share/bigdata
head -c 67108864 /dev/zero >usr/share/bigdata/data
%files
/usr/share/bigdata
END
