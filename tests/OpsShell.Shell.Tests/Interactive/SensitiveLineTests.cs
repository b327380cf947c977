using OpsShell.Shell.Interactive;

namespace OpsShell.Shell.Tests.Interactive;

/// <summary>The examples of about_PSReadLine, and others in their spirit.</summary>
public sealed class SensitiveLineTests
{
    [Theory]
    [InlineData("$token = 'abcd'")]
    [InlineData("Set-Secret abc $mySecret")]
    [InlineData("ConvertTo-SecureString stringValue -AsPlainText")]
    [InlineData("Invoke-WebRequest -Token xxx")]
    [InlineData("Get-ResultFromTwo -Secret1 (Get-Secret -Name blah -AsPlainText) -Secret2 sdv87ysdfayf798hfasd8f7ha")]
    [InlineData("$a.Password = 'x'")]
    [InlineData("mysql --password=hunter2")]
    [InlineData("curl -H 'Authorization: token abc' https://host")]
    [InlineData("ls # the password is hunter2")]
    [InlineData("$env:API_TOKEN = \"abc\"")]
    [InlineData("$x = 'password")]
    [InlineData("Connect-It -ApiKey:abc")]
    public void Lines_with_a_secret_are_told(string line) => Assert.True(SensitiveLine.IsSensitive(line));

    [Theory]
    [InlineData("Get-Secret PSGalleryApiKey -AsPlainText")]
    [InlineData("$token = Get-Secret -Name github-token -Vault MySecret")]
    [InlineData("[MyType]::CallRestAPI($token, $url, $args)")]
    [InlineData("$template -f $token")]
    [InlineData("$a.Secret = Get-Secret -Name github-token -Vault MySecret")]
    [InlineData("$a.Secret = $secret")]
    [InlineData("$a.Password.Secret | Set-Value")]
    [InlineData("$token = (Get-AzAccessToken -ResourceUrl 'https://app.contoso.com').Token")]
    [InlineData("kubectl get secrets")]
    [InlineData("kubectl get secret db-user-pass -o jsonpath='{.data.password}' | base64 --decode")]
    [InlineData("kubectl describe secret db-user-pass")]
    [InlineData("az account get-access-token --resource=https://app.contoso.com --query accessToken --output tsv")]
    [InlineData("$env:PGPASS = gcloud auth print-access-token")]
    [InlineData("Invoke-WebRequest -Token $token")]
    [InlineData("Get-Process")]
    public void Lines_that_only_name_one_are_kept(string line) => Assert.False(SensitiveLine.IsSensitive(line));
}
