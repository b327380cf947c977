using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <content>Which parameters go together.</content>
public abstract partial class WebRequestPSCmdlet
{
    private void CheckParameters(Uri address)
    {
        CheckAuthentication(address);
        RefuseIf(WebSession is not null && SessionVariable is not null, "WebCmdletSessionConflictException",
            "Give either -WebSession or -SessionVariable, not both.");
        RefuseIf(Credential is not null && UseDefaultCredentials, "WebCmdletCredentialConflictException",
            "Give either -Credential or -UseDefaultCredentials, not both.");
        RefuseIf(ProxyUseDefaultCredentials && ProxyCredential is not null, "WebCmdletProxyCredentialConflictException",
            "Give either -ProxyCredential or -ProxyUseDefaultCredentials, not both.");
        RefuseIf(Proxy is null && (ProxyCredential is not null || ProxyUseDefaultCredentials),
            "WebCmdletProxyUriNotSuppliedException",
            "Credentials for a proxy need -Proxy.");
        RefuseIf(Body is not null && InFile is not null, "WebCmdletBodyConflictException",
            "Give either -Body or -InFile, not both.");
        RefuseIf(Body is not null && Form is not null, "WebCmdletBodyFormConflictException",
            "Give either -Body or -Form, not both.");
        RefuseIf(InFile is not null && Form is not null, "WebCmdletFormInFileConflictException",
            "Give either -InFile or -Form, not both.");
        RefuseIf(PassThru && OutFile is null, "WebCmdletOutFileMissingException", "-PassThru needs -OutFile.");
        RefuseIf(Resume && OutFile is null, "WebCmdletOutFileMissingException", "-Resume needs -OutFile.");
        if (InFile is not null)
            InFile = DataFile.Resolve(this, InFile, literal: false);
        RefuseIf(Directory.Exists(InFile), "WebCmdletInFileNotFilePathException",
            $"'{InFile}' is a folder; -InFile needs a file.");
        RefuseIf(Resume && Directory.Exists(OutFile is null ? null : GetUnresolvedProviderPathFromPSPath(OutFile)),
            "WebCmdletResumeNotFilePathException", $"'{OutFile}' is a folder; -Resume needs a file.");
    }

    private void CheckAuthentication(Uri address)
    {
        var named = Authentication is not WebAuthenticationType.None;
        var bearer = Authentication is WebAuthenticationType.Bearer or WebAuthenticationType.OAuth;
        RefuseIf(UseDefaultCredentials && named, "WebCmdletAuthenticationConflictException",
            "Give either -Authentication or -UseDefaultCredentials, not both.");
        RefuseIf(named && Token is not null && Credential is not null, "WebCmdletAuthenticationTokenConflictException",
            "Give either -Credential or -Token, not both.");
        RefuseIf(Authentication is WebAuthenticationType.Basic && Credential is null,
            "WebCmdletAuthenticationCredentialNotSuppliedException",
            "-Authentication Basic needs -Credential.");
        RefuseIf(bearer && Token is null, "WebCmdletAuthenticationTokenNotSuppliedException",
            $"-Authentication {Authentication} needs -Token.");
        RefuseIf(!AllowUnencryptedAuthentication && (named || Credential is not null || UseDefaultCredentials)
            && !address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase),
                "WebCmdletAllowUnencryptedAuthenticationRequiredException",
            $"'{address}' is not encrypted, and anybody on the way could read the secret. Use https, or take the risk with "
            + "-AllowUnencryptedAuthentication.");
    }

    private void RefuseIf(bool wrong, string id, string message)
    {
        if (wrong)
            ThrowTerminatingError(new ErrorRecord(new ValidationMetadataException(message), id, ErrorCategory.InvalidArgument,
                this));
    }
}
