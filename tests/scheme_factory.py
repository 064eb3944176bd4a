"""Makes a scheme without a gap, for tests."""

from dataclasses import replace

from zhixing.topics.rules.scheme import Aims, Entry, Indicator, Problem, Scheme, Setting, SubTopic


def whole(**changes):
    """Return a scheme without a gap."""
    subs = tuple(
        SubTopic(
            id=f"s-{number}",
            title=f"分课题{number}",
            questions=("q-1" if number == 1 else "q-2",),
            lead_unit="办公室",
            units=("办公室", "政务科"),
            problems=(Problem(f"p-{number}", "三个窗口各收一遍。"),),
            outcome="一张清单。",
            indicator=Indicator("份数", "17", "8", "每月清点", "2027-05-31"),
        )
        for number in (1, 2, 3)
    )
    base = Scheme(
        topic="t",
        lead_unit="办公室",
        start="2026-12",
        months=6,
        tasks=(Entry("t-1", "只交一套材料"),),
        questions=(Entry("q-1", "各收什么？"), Entry("q-2", "由谁保管？")),
        sub_topics=subs,
    )
    return replace(base, **changes)


def parts():
    """Return the parts of a scheme without a gap, as the tables save them."""
    scheme = whole()
    setting = Setting(scheme.lead_unit, scheme.start, scheme.months)
    return (setting, Aims(scheme.tasks, scheme.questions), *scheme.sub_topics)
