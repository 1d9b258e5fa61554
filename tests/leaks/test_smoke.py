import time
from tests.leaks.world import session_for
def test_smoke(world, keys):
    t=time.time()
    c = session_for(world, "officer")
    print(c.get("/board/").status_code, time.time()-t)
    for n,f in world.families.items():
        print(n, c.get(f"/requests/{f.request}/").status_code, f.persons)
    c = session_for(world, "nurse"); print(c.get("/refer/mine/").status_code)
    c = session_for(world, "administrator"); print(c.get("/board/").status_code)
    for n in ("untrained", "without second factor"):
        r = session_for(world, n).get("/board/"); print(n, r.status_code, r.headers.get("Location"))
