// What the runtime itself takes to start and to print a line: the measure for opsshell -c 1.
Console.WriteLine(1);
