# ConvertTo-Html, ConvertFrom-StringData, Import-PowerShellDataFile, Import-LocalizedData, Export-/Import-Clixml, ConvertTo-Xml,
# Select-Xml, Get-FileHash, New-TemporaryFile, ConvertTo-/ConvertFrom-SecureString, Get-Credential.
function WriteText([string] $Name, [string] $Text) { [IO.File]::WriteAllText("$PWD/$Name", $Text) }

Case 'ConvertTo-Html makes a page' { [pscustomobject]@{ A = 1; B = 'x<y' } | ConvertTo-Html } @'
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>HTML TABLE</title>
</head><body>
<table>
<colgroup><col/><col/></colgroup>
<tr><th>A</th><th>B</th></tr>
<tr><td>1</td><td>x&lt;y</td></tr>
</table>
</body></html>
'@
Case '-Fragment makes the table' { [pscustomobject]@{ A = 1 }, [pscustomobject]@{ A = 2 } | ConvertTo-Html -Fragment } @'
<table>
<colgroup><col/></colgroup>
<tr><th>A</th></tr>
<tr><td>1</td></tr>
<tr><td>2</td></tr>
</table>
'@
Case '-As List' { [pscustomobject]@{ A = 1; B = 2 }, [pscustomobject]@{ A = 3; B = 4 } | ConvertTo-Html -As List -Fragment } @'
<table>
<tr><td>A:</td><td>1</td></tr>
<tr><td>B:</td><td>2</td></tr>
<tr><td><hr></td></tr>
<tr><td>A:</td><td>3</td></tr>
<tr><td>B:</td><td>4</td></tr>
</table>
'@
Case '-Property with a wildcard and a calculation' { [pscustomobject]@{ Aa = 1; Ab = 2; C = 3 } | ConvertTo-Html -Fragment -Property A*, @{ Label = 'Twice'; Expression = { $_.C * 2 } } } @'
<table>
<colgroup><col/><col/><col/></colgroup>
<tr><th>Aa</th><th>Ab</th><th>Twice</th></tr>
<tr><td>1</td><td>2</td><td>6</td></tr>
</table>
'@
Case 'width and alignment' { [pscustomobject]@{ A = 1 } | ConvertTo-Html -Fragment -Property @{ e = 'A'; width = 20; alignment = 'right' } } @'
<table>
<colgroup><col width = "20" align = "right"/></colgroup>
<tr><th>A</th></tr>
<tr><td>1</td></tr>
</table>
'@
Case 'the parts of a page' { ([pscustomobject]@{ A = 1 } | ConvertTo-Html -Title T -Body B -CssUri c.css -PreContent P -PostContent Q -Charset utf-8)[2..9] } @'
<head>
<meta charset="utf-8">
<title>T</title>
<link rel="stylesheet" type="text/css" href="c.css" />
</head><body>
B
P
<table>
'@
Case '-PostContent is after the table' { ([pscustomobject]@{ A = 1 } | ConvertTo-Html -PostContent Q, R)[-4..-1] } @'
</table>
Q
R
</body></html>
'@
Case '-Head stands for the title' { ([pscustomobject]@{ A = 1 } | ConvertTo-Html -Head '<x/>')[3] } '<x/>'
Case '-Meta' { ([pscustomobject]@{ A = 1 } | ConvertTo-Html -Meta @{ author = 'me' })[3] } '<meta name="author" content="me">'
Case '-Meta of another name warns' { $w = $null; $null = [pscustomobject]@{ A = 1 } | ConvertTo-Html -Meta @{ other = 'me' } -WarningVariable w -WarningAction SilentlyContinue; $w.Count } '1'
Case '-Transitional' { ([pscustomobject]@{ A = 1 } | ConvertTo-Html -Transitional)[0] } '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
Case 'no object, no rows' { ConvertTo-Html -Fragment } @'
<table>
</table>
'@

Case 'ConvertFrom-StringData' { $t = "a = 1`n# no`n`nb=x = y" | ConvertFrom-StringData; $t.Count; $t['a']; $t.b } @'
2
1
x = y
'@
Case 'its escapes' { ('a=x\ty\\z' | ConvertFrom-StringData).a } "x`ty\z"
Case '-Delimiter' { ('a:1' | ConvertFrom-StringData -Delimiter ':').a } '1'
Case 'a line without a delimiter' { 'a' | ConvertFrom-StringData } 'error: InvalidOperation'
Case 'a name that comes twice' { "a=1`nA=2" | ConvertFrom-StringData } 'error: InvalidOperation'
Case 'each string is a table' { @('a=1', 'b=2' | ConvertFrom-StringData).Count } '2'
Case 'an empty string is an empty table' { (ConvertFrom-StringData '').Count } '0'

Case 'Import-PowerShellDataFile' { WriteText d.psd1 "@{ A = 1; B = @('x', 'y'); C = @{ D = `$true } }"; $d = Import-PowerShellDataFile d.psd1; $d.A; $d.B[1]; $d.C.D } @'
1
y
True
'@
Case 'it runs no code' { WriteText d.psd1 '@{ A = Get-Date }'; try { Import-PowerShellDataFile d.psd1 -ErrorAction Stop } catch { 'refused' } } 'refused'
Case 'no hashtable in it' { WriteText d.psd1 '1, 2'; Import-PowerShellDataFile d.psd1 } 'error: CouldNotParseAsPowerShellDataFileNoHashtableRoot'
Case 'it does not parse' { WriteText d.psd1 '@{ A = '; Import-PowerShellDataFile d.psd1 } 'error: CouldNotParseAsPowerShellDataFile'
Case 'no such data file' { Import-PowerShellDataFile nothing.psd1 } 'error: PathNotFound'
Case 'a data file by literal path' { WriteText 'd[1].psd1' '@{ A = 1 }'; (Import-PowerShellDataFile -LiteralPath 'd[1].psd1').A } '1'

Case 'Import-LocalizedData goes by the culture' {
    $null = [IO.Directory]::CreateDirectory("$PWD/de-DE")
    WriteText t.psd1 "ConvertFrom-StringData 'hello = Hello'"
    WriteText de-DE/t.psd1 "ConvertFrom-StringData 'hello = Hallo'"
    Import-LocalizedData -BindingVariable texts -BaseDirectory $PWD -FileName t -UICulture de-DE
    $texts.hello
} 'Hallo'
Case 'and to the neutral file last' {
    WriteText t.psd1 "@{ hello = 'Hello' }"
    Import-LocalizedData texts -BaseDirectory $PWD -FileName t.psd1 -UICulture fr-FR
    $texts.hello
} 'Hello'
Case 'and to the parent culture before' {
    $null = [IO.Directory]::CreateDirectory("$PWD/de")
    WriteText de/t.psd1 "@{ hello = 'Hallo' }"
    (Import-LocalizedData -BaseDirectory $PWD -FileName t.psd1 -UICulture de-AT).hello
} 'Hallo'

Case 'CLIXML there and back' { [ordered]@{ A = 1; B = 'x' }, 5, $null | Export-Clixml a.xml; $back = Import-Clixml a.xml; $back.Count; $back[0].B; $back[1] } @'
3
x
5
'@
Case 'its types' { 1, 'a', 1.5, [datetime]'2024-01-02', [guid]::Empty | Export-Clixml a.xml; Import-Clixml a.xml | ForEach-Object { $_.GetType().Name } } @'
Int32
String
Double
DateTime
Guid
'@
Case 'an object comes back as Deserialized' { [version]'1.2' | Export-Clixml a.xml; (Import-Clixml a.xml).GetType().Name; [pscustomobject]@{ PSTypeName = 'My.T'; A = 1 } | Export-Clixml a.xml; (Import-Clixml a.xml).psobject.TypeNames[0] } @'
Version
Deserialized.My.T
'@
Case '-First and -Skip' { 1..5 | Export-Clixml a.xml; Import-Clixml a.xml -Skip 1 -First 2 } @'
2
3
'@
Case 'its root' { 1 | Export-Clixml a.xml; [IO.File]::ReadAllText("$PWD/a.xml") } @'
<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <I32>1</I32>
</Objs>
'@
Case 'CLIXML -NoClobber' { WriteText a.xml 'x'; 1 | Export-Clixml a.xml -NoClobber } 'error: NoClobber'
Case 'no such CLIXML' { Import-Clixml nothing.xml } 'error: FileOpenFailure'
Case 'a credential there and back' { [pscredential]::new('me', (ConvertTo-SecureString 'secret' -AsPlainText -Force)) | Export-Clixml a.xml; (Import-Clixml a.xml).GetNetworkCredential().Password } 'secret'

Case 'ConvertTo-Xml' { ([pscustomobject]@{ A = 1; B = $null } | ConvertTo-Xml).OuterXml } '<?xml version="1.0" encoding="utf-8"?><Objects><Object Type="System.Management.Automation.PSCustomObject"><Property Name="A" Type="System.Int32">1</Property><Property Name="B" Type="System.Object" /></Object></Objects>'
Case '-NoTypeInformation' { (1, 'a' | ConvertTo-Xml -NoTypeInformation).OuterXml } '<?xml version="1.0" encoding="utf-8"?><Objects><Object>1</Object><Object>a</Object></Objects>'
Case '-As String' { 1 | ConvertTo-Xml -As String } @'
<?xml version="1.0" encoding="utf-8"?>
<Objects>
  <Object Type="System.Int32">1</Object>
</Objects>
'@
Case '-As Stream' { [pscustomobject]@{ A = 1 } | ConvertTo-Xml -As Stream } @'
<?xml version="1.0" encoding="utf-8"?>
<Objects>
<Object Type="System.Management.Automation.PSCustomObject">
  <Property Name="A" Type="System.Int32">1</Property>
</Object>
</Objects>
'@
Case 'a hashtable has keys and values' { (@{ foo = 'bar' } | ConvertTo-Xml).Objects.Object.Property | ForEach-Object { $_.Name; $_.'#text' } } @'
Key
foo
Value
bar
'@
Case 'an array has items' { (ConvertTo-Xml -InputObject @(1, 2) -NoTypeInformation).OuterXml } '<?xml version="1.0" encoding="utf-8"?><Objects><Object><Property>1</Property><Property>2</Property></Object></Objects>'

Case 'Select-Xml -Xml' { Select-Xml '//b' ([xml]'<a><b>1</b><b>2</b></a>') | ForEach-Object { $_.Node.InnerText } } @'
1
2
'@
Case 'Select-Xml from text' { ('<a><b c="x"/></a>' | Select-Xml -XPath '//@c').ToString() } 'x'
Case 'Select-Xml says where' { $f = Select-Xml -Content '<a/>' -XPath '/a'; $f.Path; $f.Pattern } @'
InputStream
/a
'@
Case 'Select-Xml -Path' { WriteText a.xml '<a><b>1</b></a>'; $f = Select-Xml //b a.xml; $f.Path -eq "$PWD/a.xml"; $f.Node.InnerText } @'
True
1
'@
Case 'Select-Xml -Namespace' { (Select-Xml -Content '<a xmlns="urn:x"><b>1</b></a>' -XPath '//x:b' -Namespace @{ x = 'urn:x' }).Node.InnerText } '1'
Case 'Select-Xml: text that is no XML' { '<a' | Select-Xml -XPath / } 'error: InvalidCastToXmlDocument'
Case 'Select-Xml: a file that is no XML' { WriteText a.xml '<a'; Select-Xml / a.xml } 'error: ProcessingFile'
Case 'Select-Xml: no XPath' { Select-Xml '//[' -Content '<a/>' } 'error: System.Xml.XPath.XPathException'

Case 'Get-FileHash is SHA256' { WriteText a.txt 'abc'; $h = Get-FileHash a.txt; $h.Algorithm; $h.Hash; $h.Path -eq "$PWD/a.txt" } @'
SHA256
BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD
True
'@
Case '-Algorithm' { WriteText a.txt 'abc'; 'MD5', 'sha1', 'SHA384', 'SHA512' | ForEach-Object { (Get-FileHash a.txt -Algorithm $_).Hash.Substring(0, 8) } } @'
90015098
A9993E36
CB00753F
DDAF35A1
'@
Case '-Algorithm of no name' { Get-FileHash a.txt -Algorithm X } 'error: ParameterArgumentValidationError'
Case '-InputStream' { $h = Get-FileHash -InputStream ([IO.MemoryStream]::new([byte[]](97, 98, 99))) -Algorithm MD5; $h.Hash; "[$($h.Path)]" } @'
900150983CD24FB0D6963F7D28E17F72
[]
'@
Case 'hashes of several files' { WriteText a.txt 'a'; WriteText b.txt 'b'; @(Get-FileHash *.txt).Count; @('a.txt', 'b.txt' | Get-FileHash).Count } @'
2
2
'@
Case 'no such file to hash' { Get-FileHash nothing.txt } 'error: FileNotFound'
Case 'no such file to hash, literally' { Get-FileHash -LiteralPath nothing.txt } 'error: FileNotFound'
Case 'a wildcard that matches nothing' { @(Get-FileHash *.nothing).Count } '0'

Case 'New-TemporaryFile' { $f = New-TemporaryFile; $f.GetType().Name; $f.Exists; $f.Length; $f.Extension; $f.Delete() } @'
FileInfo
True
0
.tmp
'@
Case 'New-TemporaryFile -WhatIf' { $null -eq (New-TemporaryFile -WhatIf) } 'True'

Case 'a secure string of plain text' { $s = ConvertTo-SecureString 'abc' -AsPlainText; $s.GetType().Name; $s.Length } @'
SecureString
3
'@
Case 'and back' { ConvertTo-SecureString 'aé中' -AsPlainText -Force | ConvertFrom-SecureString -AsPlainText } 'aé中'
Case 'as text and back' { $text = ConvertTo-SecureString 'abc' -AsPlainText | ConvertFrom-SecureString; $text | ConvertTo-SecureString | ConvertFrom-SecureString -AsPlainText } 'abc'
Case 'with a key' { $key = [byte[]](1..32); $text = ConvertTo-SecureString 'abc' -AsPlainText | ConvertFrom-SecureString -Key $key; $text.StartsWith('76492d1116743f0423413b16050a5345'); ConvertTo-SecureString $text -Key $key | ConvertFrom-SecureString -AsPlainText } @'
True
abc
'@
Case 'with a secure key' { $key = ConvertTo-SecureString '0123456789abcdef' -AsPlainText; $text = ConvertTo-SecureString 'abc' -AsPlainText | ConvertFrom-SecureString -SecureKey $key; ConvertTo-SecureString $text $key | ConvertFrom-SecureString -AsPlainText } 'abc'
Case 'what pwsh wrote with a key of 16 bytes is read' {
    $iv = [Convert]::ToBase64String([byte[]](1..16))
    $aes = [Security.Cryptography.Aes]::Create()
    $aes.Key = [byte[]](1..16)
    $cipher = [Convert]::ToHexString($aes.EncryptCbc([Text.Encoding]::Unicode.GetBytes('pw'), [byte[]](1..16))).ToLowerInvariant()
    $text = '76492d1116743f0423413b16050a5345' + [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("2|$iv|$cipher"))
    ConvertTo-SecureString $text -Key ([byte[]](1..16)) | ConvertFrom-SecureString -AsPlainText
} 'pw'
Case 'text that is no secure string' { ConvertTo-SecureString 'xyz' } 'error: ImportSecureString_InvalidArgument'
Case 'the wrong key' { $text = ConvertTo-SecureString 'abc' -AsPlainText | ConvertFrom-SecureString -Key ([byte[]](1..16)); try { $null = ConvertTo-SecureString $text -Key ([byte[]](2..17)) -ErrorAction Stop; 'read' } catch { 'refused' } } 'refused'

Case 'Get-Credential passes a credential on' { $c = [pscredential]::new('me', (ConvertTo-SecureString 'x' -AsPlainText)); (Get-Credential $c).UserName } 'me'

Case 'Import-PowerShellDataFile: 600 keys are too many' { WriteText a.psd1 ("@{" + ((1..600 | ForEach-Object { "k$_=$_" }) -join ';') + '}'); try { Import-PowerShellDataFile a.psd1 } catch { $_ } } 'error: System.InvalidOperationException'
Case 'Import-PowerShellDataFile -SkipLimitCheck' { WriteText a.psd1 ("@{ in = @{" + ((1..600 | ForEach-Object { "k$_=$_" }) -join ';') + '}; list = 1, 2; t = @{ x = "y" } }'); $d = Import-PowerShellDataFile a.psd1 -SkipLimitCheck; "$($d.in.Count) $($d.in.K600) $($d.list) $($d.t.x)" } '600 600 1 2 y'
Case 'Import-PowerShellDataFile -SkipLimitCheck runs nothing' { WriteText a.psd1 '@{ a = @{ b = Get-Date } }'; try { Import-PowerShellDataFile a.psd1 -SkipLimitCheck } catch { $_ } } 'error: System.InvalidOperationException'

Case 'ConvertTo-CliXml makes one text' { $x = 1, 'a' | ConvertTo-CliXml; $x.GetType().Name; $x.Contains('<S>a</S>') } "String`nTrue"
Case 'ConvertTo-CliXml of nothing' { (@() | ConvertTo-CliXml).StartsWith('<Objs') } 'True'
Case 'ConvertTo-CliXml of null' { ConvertTo-CliXml $null } 'error: ParameterArgumentValidationErrorNullNotAllowed'
Case 'ConvertFrom-CliXml' { $y = 1, 'a' | ConvertTo-CliXml | ConvertFrom-CliXml; "$y $($y.GetType().Name)" } '1 a Object[]'
Case 'ConvertFrom-CliXml of a hashtable' { (@{ a = @{ b = 5 } } | ConvertTo-CliXml | ConvertFrom-CliXml).a.b } '5'
Case 'ConvertFrom-CliXml of what is none' { try { ConvertFrom-CliXml '<x/>' } catch { $_ } } 'error: System.Xml.XmlException'
Case 'ConvertTo-Xml: what lies deeper is text' { ([pscustomobject]@{ V = [System.Net.IPEndPoint]::new([ipaddress]'10.0.0.1', 80); E = [ConsoleColor]1 } | ConvertTo-Xml -NoTypeInformation).Objects.Object.Property | ForEach-Object OuterXml } @'
<Property Name="V">10.0.0.1:80</Property>
<Property Name="E">DarkBlue</Property>
'@
Case 'ConvertTo-Xml: notes of what lies deeper' { ([pscustomobject]@{ V = [System.Net.IPEndPoint]::new([ipaddress]'10.0.0.1', 80) | Add-Member Q 5 -PassThru } | ConvertTo-Xml -NoTypeInformation).Objects.Object.Property.OuterXml } '<Property Name="V"><Property>10.0.0.1:80</Property><Property Name="Q">5</Property></Property>'
Case 'ConvertFrom-StringData: a backslash that escapes nothing' { 'a=c:\windows' | ConvertFrom-StringData } 'error: System.Text.RegularExpressions.RegexParseException'
Case 'ConvertFrom-StringData says which line' { try { 'a' | ConvertFrom-StringData } catch { "$_" }; try { "a=1`na=2" | ConvertFrom-StringData } catch { "$_" } } @'
Data line 'a' is not in 'name=value' format.
Data item 'a' in line 'a=2' is already defined.
'@
