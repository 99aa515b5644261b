"""Visits a studio with many clients at once for bench/studio.sh: each sends paintings one after the other, waits for the music and checks a WAV file of it.

    studio.py ADDRESS PROCESS CLIENTS SECONDS PAINTING...

Prints a table; the last line is one JSON object. An answer is lost if it does not end with "done", or if the music is not that of the painting.
"""
import hashlib
import http.client
import json
import re
import statistics
import sys
import threading
import time
import urllib.parse

address, process, clients, seconds, paintings = urllib.parse.urlparse(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]), sys.argv[5:]
lock = threading.Lock()
times, waits, lost = [], [], []
end = time.monotonic() + seconds


def memory(field):
    with open(f"/proc/{process}/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith(field))


def processor():
    with open(f"/proc/{process}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def visit(number):
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=600)

    def get(path, **headers):
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer, answer.read()

    answer, page = get("/")
    cookie = answer.getheader("Set-Cookie").split(";")[0]
    token = re.search(rb'data-token="([^"]+)"', page)[1].decode()
    turn = number
    while time.monotonic() < end:
        painting = open(paintings[turn % len(paintings)], "rb").read()
        begun, first, last = time.monotonic(), None, None
        try:
            connection.request("POST", f"/music?name=painting-{turn}&seed={turn}", painting, {"Cookie": cookie, "X-Pix2Pitch-Page": token})
            answer = connection.getresponse()
            for line in answer:
                last = json.loads(line)
                if first is None and last["state"] == "making":
                    first = time.monotonic() - begun
            if last is None or last["state"] != "done":
                raise ValueError(str(last))
            took = time.monotonic() - begun
            _, wave = get(f"/history/{last['id']}/4.wav", Cookie=cookie)
            if wave[:4] != b"RIFF" or hashlib.sha256(painting).hexdigest()[:16].encode() not in wave:
                raise ValueError("the music is not that of the painting")
            with lock:
                times.append(took)
                waits.append(first or 0)
        except (OSError, http.client.HTTPException, ValueError) as problem:
            with lock:
                lost.append(repr(problem))
            connection.close()
        turn += clients


before, used, begun = memory("VmRSS"), processor(), time.monotonic()
threads = [threading.Thread(target=visit, args=(number,)) for number in range(clients)]
for thread in threads:
    thread.start()
halfway = 0
while any(thread.is_alive() for thread in threads):
    time.sleep(0.2)
    if not halfway and time.monotonic() > end - seconds / 2:
        halfway = memory("VmHWM")
elapsed = time.monotonic() - begun
times.sort()
result = {
    "clients": clients, "seconds": round(elapsed, 1), "paintings": len(times), "pieces": 4 * len(times), "lost": len(lost),
    "pieces_per_second": round(4 * len(times) / elapsed, 2), "cores_used": round((processor() - used) / elapsed, 2),
    "median_s": round(statistics.median(times), 1) if times else None, "max_s": round(max(times), 1) if times else None, "median_wait_s": round(statistics.median(waits), 2) if waits else None,
    "start_mib": round(before), "peak_half_mib": round(halfway), "peak_mib": round(memory("VmHWM")),
}
for problem in lost[:5]:
    print("lost:", problem)
print("| clients | time | paintings | pieces | pieces/s | cores used | lost | answer, median | answer, max | first piece begun, median | memory: start, peak of the first half, peak |")
print("|---|---|---|---|---|---|---|---|---|---|---|")
print("| {clients} | {seconds} s | {paintings} | {pieces} | {pieces_per_second} | {cores_used} | {lost} | {median_s} s | {max_s} s | {median_wait_s} s | {start_mib}, {peak_half_mib}, {peak_mib} MiB |".format(**result))
print(json.dumps(result))
sys.exit(1 if lost or not times else 0)
