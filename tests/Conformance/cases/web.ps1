# Invoke-WebRequest and Invoke-RestMethod, against a server on this machine that the cases start.
$listener = [System.Net.HttpListener]::new()
$webPort = 0
foreach ($try in 1..20) {
    $webPort = [System.Random]::Shared.Next(20000, 60000)
    $listener = [System.Net.HttpListener]::new()
    $listener.Prefixes.Add("http://127.0.0.1:$webPort/")
    try { $listener.Start(); break } catch { $listener = $null }
}
$web = "http://127.0.0.1:$webPort"

# Answers until the listener is stopped. What a path does is in its first part.
$serverScript = {
    param($listener)
    $flaky = 0
    function Send($context, [int] $status, [string] $type, [string] $text) {
        $bytes = [Text.Encoding]::UTF8.GetBytes($text)
        $context.Response.StatusCode = $status
        if ($type) { $context.Response.ContentType = $type }
        $context.Response.ContentLength64 = $bytes.Length
        if ($context.Request.HttpMethod -ne 'HEAD') { $context.Response.OutputStream.Write($bytes, 0, $bytes.Length) }
        $context.Response.Close()
    }
    function Quote([string] $text) { '"' + $text.Replace('\', '\\').Replace('"', '\"').Replace("`r", '\r').Replace("`n", '\n') + '"' }
    while ($true) {
        try { $context = $listener.GetContext() } catch { break }
        try {
            $request = $context.Request
            $body = [IO.StreamReader]::new($request.InputStream, [Text.Encoding]::UTF8).ReadToEnd()
            switch ($request.Url.AbsolutePath.Split('/')[1]) {
                'echo' {
                    $names = @($request.Headers.AllKeys)
                    $headers = foreach ($name in $names) { "$(Quote $name.ToLowerInvariant()):$(Quote $request.Headers[$name])" }
                    Send $context 200 'application/json' "{`"method`":$(Quote $request.HttpMethod),`"path`":$(Quote $request.RawUrl),`"body`":$(Quote $body),`"headers`":{$([string]::Join(',', @($headers)))}}"
                }
                'array' { Send $context 200 'application/json' '[1,2,3]' }
                'text' { Send $context 200 'text/plain; charset=utf-8' 'héllo' }
                'xml' { Send $context 200 'application/xml' '<a><b>1</b></a>' }
                'feed' { Send $context 200 'application/rss+xml' '<rss><channel><item><title>one</title></item><item><title>two</title></item></channel></rss>' }
                'html' { Send $context 200 'text/html' '<html><a href="/x?a=1&amp;b=2" class=c>X</a><img src="i.png"><input name="n" value="v"></html>' }
                'bytes' { Send $context 200 'application/octet-stream' 'abc' }
                'status' { Send $context ([int] $request.Url.AbsolutePath.Split('/')[2]) 'application/json' '{"why":"because"}' }
                'redirect' { $context.Response.RedirectLocation = '/echo'; Send $context 302 '' '' }
                'redirect307' { $context.Response.RedirectLocation = '/echo'; Send $context 307 '' '' }
                'hops' {
                    $left = [int] $request.Url.AbsolutePath.Split('/')[2]
                    if ($left -eq 0) { Send $context 200 'text/plain' 'arrived' } else { $context.Response.RedirectLocation = "/hops/$($left - 1)"; Send $context 302 '' '' }
                }
                'cookie' { $context.Response.Headers.Add('Set-Cookie', 'taste=sweet; Path=/'); Send $context 200 'text/plain' 'set' }
                'flaky' { $flaky++; if ($flaky % 3) { Send $context 503 'text/plain' 'later' } else { Send $context 200 'text/plain' 'at last' } }
                'pages' {
                    $page = [int] $request.Url.AbsolutePath.Split('/')[2]
                    if ($page -lt 3) { $context.Response.Headers.Add('Link', "<http://127.0.0.1:$($request.Url.Port)/pages/$($page + 1)>; rel=`"next`"") }
                    Send $context 200 'application/json' "{`"page`":$page}"
                }
                'slow' { [Threading.Thread]::Sleep(2500); Send $context 200 'text/plain' 'slow' }
                'range' {
                    $all = '0123456789'
                    $range = $request.Headers['Range']
                    if ($range -match 'bytes=(\d+)-') {
                        $from = [int] $matches[1]
                        if ($from -ge 10) { $context.Response.Headers.Add('Content-Range', 'bytes */10'); Send $context 416 '' '' }
                        else { $context.Response.Headers.Add('Content-Range', "bytes $from-9/10"); Send $context 206 'application/octet-stream' $all.Substring($from) }
                    }
                    else { Send $context 200 'application/octet-stream' $all }
                }
                default { Send $context 404 'text/html' '<h1>nothing here</h1>' }
            }
        }
        catch { try { $context.Response.Abort() } catch { } }
    }
}
$serverSpace = [System.Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace([System.Management.Automation.Runspaces.InitialSessionState]::CreateDefault2())
$serverSpace.Open()
$server = [PowerShell]::Create($serverSpace)
$null = $server.AddScript($serverScript.ToString()).AddArgument($listener)
$serverRun = $server.BeginInvoke()

Case 'Invoke-RestMethod makes objects of JSON' { $r = Invoke-RestMethod "$web/echo"; $r.method; $r.path } @'
GET
/echo
'@
Case 'an array is one object' { (Invoke-RestMethod "$web/array" | ForEach-Object { $_.Count }) } '3'
Case 'text is a string' { Invoke-RestMethod "$web/text" } 'héllo'
Case 'XML is a document' { (Invoke-RestMethod "$web/xml").a.b } '1'
Case 'a feed gives its items' { (Invoke-RestMethod "$web/feed").title } @'
one
two
'@
Case 'the scheme is http unless given' { (Invoke-RestMethod "127.0.0.1:$webPort/array").Count } '3'
Case '-Method' { 'Post', 'Put', 'Delete', 'Patch', 'Options' | ForEach-Object { (Invoke-RestMethod "$web/echo" -Method $_).method } } @'
POST
PUT
DELETE
PATCH
OPTIONS
'@
Case '-CustomMethod' { (Invoke-RestMethod "$web/echo" -CustomMethod 'report').method } 'REPORT'
Case 'a GET puts a dictionary into the address' { (Invoke-RestMethod "$web/echo?x=1" -Body ([ordered]@{ a = 'b c'; d = 'e&f' })).path } '/echo?x=1&a=b+c&d=e%26f'
Case 'a POST sends a dictionary as a form' { $r = Invoke-RestMethod "$web/echo" -Method Post -Body ([ordered]@{ a = 'b c'; d = 'é' }); $r.body; $r.headers.'content-type' } @'
a=b+c&d=%C3%A9
application/x-www-form-urlencoded
'@
Case 'text as a body is UTF-8' { $r = Invoke-RestMethod "$web/echo" -Method Post -Body '{"a":"é中"}' -ContentType 'application/json'; $r.body; $r.headers.'content-type' } @'
{"a":"é中"}
application/json
'@
Case 'a body comes by pipeline' { ('abc' | Invoke-RestMethod "$web/echo" -Method Put).body } 'abc'
Case 'bytes as a body' { (Invoke-RestMethod "$web/echo" -Method Post -Body ([byte[]](97, 98))).body } 'ab'
Case 'XML as a body' { (Invoke-RestMethod "$web/echo" -Method Post -Body ([xml]'<a>1</a>')).body } '<a>1</a>'
Case '-InFile' { [IO.File]::WriteAllText("$PWD/in.txt", 'from file'); (Invoke-RestMethod "$web/echo" -Method Post -InFile in.txt -ContentType text/plain).body } 'from file'
Case '-Form sends parts' {
    [IO.File]::WriteAllText("$PWD/f.txt", 'content')
    $r = Invoke-RestMethod "$web/echo" -Method Post -Form @{ file = [IO.FileInfo]::new("$PWD/f.txt") }
    $r.headers.'content-type'.StartsWith('multipart/form-data; boundary=')
    $r.body.Contains('filename=f.txt')
    $r.body.Contains('content')
} @'
True
True
True
'@
Case '-Form with values' { $r = Invoke-RestMethod "$web/echo" -Method Post -Form @{ name = 'x', 'y' }; [regex]::Matches($r.body, 'name=name').Count } '2'
Case '-Headers' { (Invoke-RestMethod "$web/echo" -Headers @{ 'X-Test' = 'a'; Accept = 'text/x' }).headers | ForEach-Object { $_.'x-test'; $_.accept } } @'
a
text/x
'@
Case '-UserAgent' { (Invoke-RestMethod "$web/echo" -UserAgent 'me/1').headers.'user-agent' } 'me/1'
Case 'the user agent names PowerShell' { (Invoke-RestMethod "$web/echo").headers.'user-agent' -match '^Mozilla/5\.0 \(.*\) PowerShell/7\.' } 'True'
Case '-Authentication Basic' { $c = [pscredential]::new('me', (ConvertTo-SecureString 'pw' -AsPlainText)); (Invoke-RestMethod "$web/echo" -Authentication Basic -Credential $c -AllowUnencryptedAuthentication).headers.authorization } 'Basic bWU6cHc='
Case '-Authentication Bearer' { (Invoke-RestMethod "$web/echo" -Authentication Bearer -Token (ConvertTo-SecureString 'tok' -AsPlainText) -AllowUnencryptedAuthentication).headers.authorization } 'Bearer tok'
Case 'a secret does not go over http unasked' { Invoke-RestMethod "$web/echo" -Authentication Bearer -Token (ConvertTo-SecureString 'tok' -AsPlainText) } 'error: WebCmdletAllowUnencryptedAuthenticationRequiredException'
Case 'Basic needs a credential' { Invoke-RestMethod "$web/echo" -Authentication Basic } 'error: WebCmdletAuthenticationCredentialNotSuppliedException'
Case 'Bearer needs a token' { Invoke-RestMethod "$web/echo" -Authentication Bearer } 'error: WebCmdletAuthenticationTokenNotSuppliedException'
Case 'a token and a credential exclude each other' { $s = ConvertTo-SecureString 'tok' -AsPlainText; Invoke-RestMethod "$web/echo" -Authentication Basic -Token $s -Credential ([pscredential]::new('u', $s)) } 'error: WebCmdletAuthenticationTokenConflictException'
Case '-Body and -InFile exclude each other' { Invoke-RestMethod "$web/echo" -Method Post -Body a -InFile b } 'error: WebCmdletBodyConflictException'
Case '-Body and -Form exclude each other' { Invoke-RestMethod "$web/echo" -Method Post -Body a -Form @{ a = 1 } } 'error: WebCmdletBodyFormConflictException'
Case '-PassThru needs -OutFile' { Invoke-WebRequest "$web/text" -PassThru } 'error: WebCmdletOutFileMissingException'
Case '-WebSession and -SessionVariable exclude each other' { Invoke-WebRequest "$web/text" -WebSession ([Microsoft.PowerShell.Commands.WebRequestSession]::new()) -SessionVariable s } 'error: WebCmdletSessionConflictException'

Case 'a status of failure is an error' { Invoke-RestMethod "$web/status/404" } 'error: WebCmdletWebResponseException'
Case 'with the response in it' { try { Invoke-RestMethod "$web/status/404" } catch { $_.Exception.GetType().Name; [int] $_.Exception.Response.StatusCode; $_.Exception.Message; ($_.ErrorDetails.Message | ConvertFrom-Json).why } } @'
HttpResponseException
404
Response status code does not indicate success: 404 (Not Found).
because
'@
Case 'JSON in it is laid out for reading' { try { Invoke-RestMethod "$web/status/404" } catch { $_.ErrorDetails.Message.Trim().Split("`n").Count -gt 2; $_.Exception.Response.Content.Headers.ContentType.MediaType } } @'
True
application/json
'@
Case 'a refused connection tells of the request' { try { Invoke-RestMethod http://127.0.0.1:1/ } catch { $_.TargetObject.RequestUri.Port; $_.TargetObject.Method.Method } } @'
1
GET
'@
Case 'an unknown scheme' { Invoke-RestMethod ftp://127.0.0.1/ } 'error: WebCmdletIEDomNotSupportedException'
Case 'tags are taken out of its text' { try { Invoke-RestMethod "$web/nothing" } catch { $_.ErrorDetails.Message } } 'nothing here'
Case 'the error id is full' { try { Invoke-WebRequest "$web/status/500" } catch { $_.FullyQualifiedErrorId } } 'WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand'
Case '-SkipHttpErrorCheck' { $r = Invoke-WebRequest "$web/status/404" -SkipHttpErrorCheck; $r.StatusCode; $r.Content } @'
404
{"why":"because"}
'@
Case '-StatusCodeVariable' { $null = Invoke-RestMethod "$web/status/418" -SkipHttpErrorCheck -StatusCodeVariable code; $code; $code.GetType().Name } @'
418
Int32
'@
Case '-ResponseHeadersVariable' { $null = Invoke-RestMethod "$web/text" -ResponseHeadersVariable h; $h['Content-Type'] } 'text/plain; charset=utf-8'
Case 'nobody listens' { Invoke-RestMethod 'http://127.0.0.1:1/' } 'error: WebCmdletWebResponseException'

Case 'Invoke-WebRequest' { $r = Invoke-WebRequest "$web/text"; $r.GetType().Name; $r.StatusCode; $r.StatusDescription; $r.Content; $r.RawContentLength; $r.Encoding.WebName } @'
BasicHtmlWebResponseObject
200
OK
héllo
6
utf-8
'@
Case 'a header is an array of strings' { (Invoke-WebRequest "$web/text").Headers['Content-Type'].GetType().Name } 'String[]'
Case 'its headers' { $r = Invoke-WebRequest "$web/text"; $r.Headers['content-type']; $r.Headers.'Content-Length' } @'
text/plain; charset=utf-8
6
'@
Case 'its raw content' { $r = (Invoke-WebRequest "$web/text").RawContent; $r.StartsWith('HTTP/1.1 200 OK'); $r.EndsWith('héllo') } @'
True
True
'@
Case 'bytes are bytes' { $r = Invoke-WebRequest "$web/bytes"; $r.GetType().Name; $r.Content -join ' ' } @'
WebResponseObject
97 98 99
'@
Case 'the links of a page' { $l = (Invoke-WebRequest "$web/html").Links; $l.Count; $l[0].href; $l[0].class; $l[0].outerHTML } @'
1
/x?a=1&amp;b=2
c
<a href="/x?a=1&amp;b=2" class=c>X</a>
'@
Case 'its images and fields' { $r = Invoke-WebRequest "$web/html"; $r.Images[0].src; $r.InputFields.FindByName('n').value } @'
i.png
v
'@
Case '-Method Head' { $r = Invoke-WebRequest "$web/text" -Method Head; $r.StatusCode; $r.RawContentLength } @'
200
0
'@
Case '-OutFile writes nothing to the pipeline' { @(Invoke-WebRequest "$web/text" -OutFile o.txt).Count; [IO.File]::ReadAllText("$PWD/o.txt") } @'
0
héllo
'@
Case '-OutFile -PassThru' { (Invoke-WebRequest "$web/text" -OutFile o.txt -PassThru).StatusCode; [IO.File]::ReadAllText("$PWD/o.txt") } @'
200
héllo
'@
Case '-OutFile with a folder' { Invoke-WebRequest "$web/bytes/name.bin" -OutFile .; [IO.File]::ReadAllText("$PWD/name.bin") } 'abc'
Case '-Resume gets the rest' { [IO.File]::WriteAllText("$PWD/r.bin", '01234'); Invoke-WebRequest "$web/range" -OutFile r.bin -Resume; [IO.File]::ReadAllText("$PWD/r.bin") } '0123456789'
Case '-Resume of a whole file' { [IO.File]::WriteAllText("$PWD/r.bin", '0123456789'); Invoke-WebRequest "$web/range" -OutFile r.bin -Resume; [IO.File]::ReadAllText("$PWD/r.bin") } '0123456789'
Case '-Resume of a file that is too long' { [IO.File]::WriteAllText("$PWD/r.bin", '0123456789xyz'); Invoke-WebRequest "$web/range" -OutFile r.bin -Resume; [IO.File]::ReadAllText("$PWD/r.bin") } '0123456789'

Case 'a redirection is followed' { Invoke-RestMethod "$web/hops/3" } 'arrived'
Case 'a POST becomes a GET' { $r = Invoke-RestMethod "$web/redirect" -Method Post -Body 'x'; $r.method } 'GET'
Case 'but not by 307' { (Invoke-RestMethod "$web/redirect307" -Method Post -Body 'x').method } 'POST'
Case '-PreserveHttpMethodOnRedirect' { (Invoke-RestMethod "$web/redirect" -Method Post -Body 'x' -PreserveHttpMethodOnRedirect).method } 'POST'
Case 'the authorization is not sent on' { $null -eq (Invoke-RestMethod "$web/redirect" -Headers @{ Authorization = 'secret' }).headers.authorization } 'True'
Case '-PreserveAuthorizationOnRedirect' { (Invoke-RestMethod "$web/redirect" -Headers @{ Authorization = 'secret' } -PreserveAuthorizationOnRedirect).headers.authorization } 'secret'
Case '-MaximumRedirection 0' { (Invoke-WebRequest "$web/hops/1" -MaximumRedirection 0 -SkipHttpErrorCheck -ErrorAction SilentlyContinue).StatusCode } '302'
Case 'too many redirections are an error' { Invoke-WebRequest "$web/hops/3" -MaximumRedirection 1 } 'error: WebCmdletWebResponseException'

Case '-SessionVariable keeps cookies' { $null = Invoke-WebRequest "$web/cookie" -SessionVariable s; (Invoke-RestMethod "$web/echo" -WebSession $s).headers.cookie } 'taste=sweet'
Case 'a session keeps headers' { $null = Invoke-WebRequest "$web/text" -SessionVariable s -Headers @{ 'X-Test' = 'a' }; (Invoke-RestMethod "$web/echo" -WebSession $s).headers.'x-test' } 'a'
Case 'without one cookies are forgotten' { $null = Invoke-WebRequest "$web/cookie"; $null -eq (Invoke-RestMethod "$web/echo").headers.cookie } 'True'
Case '-MaximumRetryCount' { Invoke-RestMethod "$web/flaky" -MaximumRetryCount 2 -RetryIntervalSec 1 } 'at last'
Case 'the answer comes too late' { Invoke-RestMethod "$web/slow" -TimeoutSec 1 } 'error: ConnectionTimeoutReached'
Case '-FollowRelLink' { (Invoke-RestMethod "$web/pages/1" -FollowRelLink).page } @'
1
2
3
'@
Case '-MaximumFollowRelLink' { (Invoke-RestMethod "$web/pages/1" -FollowRelLink -MaximumFollowRelLink 2).page } @'
1
2
'@
Case 'the links of the header' { (Invoke-WebRequest "$web/pages/1").RelationLink['next'] -eq "$web/pages/2" } 'True'
Case 'a header against the rules is an error' { try { $null = Invoke-RestMethod "$web/echo" -Headers @{ 'If-Match' = '12345' }; 'sent' } catch { 'refused' } } 'refused'
Case '-SkipHeaderValidation' { (Invoke-RestMethod "$web/echo" -Headers @{ 'If-Match' = '12345' } -SkipHeaderValidation).headers.'if-match' } '12345'
Case 'a media type that is none' { Invoke-RestMethod "$web/echo" -Method Post -Body a -ContentType 'foo' } 'error: WebCmdletContentTypeException'
Case '-NoProxy and -HttpVersion' { (Invoke-RestMethod "$web/echo" -NoProxy -HttpVersion 1.1).method } 'GET'
Case 'the aliases' { (irm "$web/array").Count; (iwr "$web/text").StatusCode } @'
3
200
'@

$listener.Stop()
$null = $serverRun.AsyncWaitHandle.WaitOne(2000)
$server.Dispose()
$serverSpace.Dispose()
