"""The fan-out of asyncssh: one command on all hosts of a file, a bounded number at a time, the output on stdout."""
import asyncio
import sys

import asyncssh

hosts_file, port, user, key, known_hosts, kex, limit, command = sys.argv[1:]


async def run(host, slots):
    async with slots:
        async with asyncssh.connect(
            host, int(port), username=user, client_keys=[key], known_hosts=known_hosts, kex_algs=[kex], config=None, agent_path=None
        ) as connection:
            result = await connection.run(command, check=True)
            sys.stdout.write(result.stdout)


async def main():
    slots = asyncio.Semaphore(int(limit))
    with open(hosts_file, encoding="ascii") as file:
        hosts = file.read().split()
    await asyncio.gather(*(run(host, slots) for host in hosts))


asyncio.run(main())
