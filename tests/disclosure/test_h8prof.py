import cProfile, pstats, time, pytest
@pytest.mark.timeout(500)
@pytest.mark.parametrize("who",["specialist"])
def test_prof(world, who):
    from tests.disclosure.test_leaks import test_no_page_shows_more_than_the_policy as t
    p=cProfile.Profile(); c=time.process_time(); p.enable(); 
    try: t(world, who)
    finally:
        p.disable(); print(who,"cpu",time.process_time()-c)
        open("/tmp/h8prof.txt","w").write(f"{time.process_time()-c}\n"); import sys; sys.stdout=open("/tmp/h8prof.out","w"); pstats.Stats(p).sort_stats("cumtime").print_stats(45); sys.stdout.close(); sys.stdout=sys.__stdout__
