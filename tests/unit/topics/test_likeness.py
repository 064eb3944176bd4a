"""Topics that say the same are noticed, and those that only sound alike are not."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.measures.likeness import alike_pairs, likeness
from zhixing.policy import policy
from zhixing.text.vocabulary import Vocabulary, vocabulary

LEAST = policy().float("topic.alike-from")

# One matter in two people's words.
ALIKE = [
    (("餐饮开业申请人六个月内只交一套材料", ""), ("开餐馆的材料半年内只收一份", "")),
    (
        (
            "餐饮开业只交一套材料",
            "开一家小餐馆，要把场所证明和身份材料在三个窗口各交一遍，缺一份就得再跑一趟。",
        ),
        ("开小店少跑几趟", "开小店的人为补材料来回跑，咨询电话里常有人问这件事。"),
    ),
    (
        ("高龄津贴首次发放提速", "老人申请高龄津贴后，三家各核对一遍信息，首次发放常要隔月。"),
        ("让八十岁以上老人早点领到补贴", "高龄补贴批下来太慢，有的老人等了三个月，家属来窗口问了好几回。"),
    ),
    (
        ("投诉办结后又来", "有些投诉在系统里已经办结，过几周同一个人又为同一件事打来。"),
        ("12345 热线重复投诉居高不下", "同一诉求反复来电，办结了群众还不满意，又打热线。"),
    ),
    (
        ("扶持政策及时告知企业", "扶持政策每年都发，不少小企业过了申报期才知道。"),
        ("惠企政策小微企业不知晓", "政策出了没人说，企业错过申报时间，拿不到补助。"),
    ),
    (
        ("留住窗口骨干", "窗口人员刚熟练就转岗，新人常要独自应付复杂业务，差错和投诉跟着多起来。"),
        ("窗口人员流动太快", "干熟的人一两年就调走，新手顶岗，群众等得久、错件多。"),
    ),
    (
        ("大厅适老和无障碍小改造", "坐轮椅的、听力不好的、不会用手机的办事人，在大厅取号、填表都要人陪。"),
        ("老年人和残疾人在大厅办事不方便", "取号机看不懂，轮椅过不去，填表没有人帮，家属得陪着来。"),
    ),
    (
        ("宅基地审批办得慢", "农民建房要等半年，乡里、县里来回退件。"),
        ("农户建房审批时限过长", "交了申请没有下文，跑乡里几趟不知道卡在哪里。"),
    ),
]
# Different matters, of the same people or in the same words.
DIFFERENT = [
    (
        (
            "餐饮开业只交一套材料",
            "开一家小餐馆，要把场所证明和身份材料在三个窗口各交一遍，缺一份就得再跑一趟。",
        ),
        ("六个月内让新生儿落户材料只交一次", "新生儿父母今年起要在三个窗口重复交材料，平均跑四趟。"),
    ),
    (
        ("高龄津贴首次发放提速", "老人申请高龄津贴后，三家各核对一遍信息，首次发放常要隔月。"),
        ("大厅适老和无障碍小改造", "坐轮椅的、听力不好的、不会用手机的办事人，在大厅取号、填表都要人陪。"),
    ),
    (
        ("投诉办结后又来", "有些投诉在系统里已经办结，过几周同一个人又为同一件事打来。"),
        ("把几个办事系统并成一个", "窗口人员办一件事，要在几个上级建设的系统里重复录入。"),
    ),
    (
        ("扶持政策及时告知企业", "扶持政策每年都发，不少小企业过了申报期才知道。"),
        ("园区项目帮办小组", "园区企业办一个建设项目，要分头找好几个窗口，走到哪一步没有人说得全。"),
    ),
    (
        ("留住窗口骨干", "窗口人员刚熟练就转岗，新人常要独自应付复杂业务，差错和投诉跟着多起来。"),
        ("午间和周末能办事", "上班的人只能在午间和周末来，这些时段窗口少，能办的事项也不全。"),
    ),
    (
        ("宅基地审批办得慢", "农民建房要等半年，乡里、县里来回退件。"),
        ("农村厕所改造后无人管护", "改厕完工后，坏了没人修，农户又用回旱厕。"),
    ),
    (
        ("干部填报数据太多", "同一组数字在五个平台各录一遍，村干部晚上加班填表。"),
        ("村干部年龄老化", "二十个村有十四个支书过了五十五岁，后面没有人接。"),
    ),
]
# Written after the word list was settled and scored once: what a new class may expect.
UNSEEN_ALIKE = [
    (
        ("小区电动车乱充电", "楼道里飞线充电，去年起火两次，物业劝了不听。"),
        ("治理居民楼飞线充电", "住户把电瓶车推上楼充电，夜里最怕着火。"),
    ),
    (
        ("村里垃圾没人及时清运", "垃圾池三五天清一次，夏天臭味大，村民意见多。"),
        ("农村生活垃圾积存", "清运车一周才来一趟，垃圾堆在路口，苍蝇成堆。"),
    ),
    (
        ("农产品卖难", "秋天苹果下来没人收，农户只好低价处理。"),
        ("帮果农打开苹果销路", "水果集中上市，收购商压价，滞销烂在地里。"),
    ),
    (
        ("干部填报数据太多", "同一组数字在五个平台各录一遍，村干部晚上加班填表。"),
        ("减轻村干部重复录数据的负担", "平台多、口径不一，村里一份数据报好几回。"),
    ),
    (
        ("年轻干部写材料能力弱", "新考来的干部写不出一篇像样的汇报，稿子改五六遍。"),
        ("提高新进人员公文写作水平", "新同志起草文稿质量不高，领导反复改。"),
    ),
    (
        ("养老助餐点没人来", "建了八个助餐点，中午一天不到十个老人。"),
        ("社区老年食堂利用率低", "老年食堂饭菜贵、路远，开了又关。"),
    ),
    (
        ("家庭医生签而不约", "签约率很高，居民说不出医生是谁，一年没见过面。"),
        ("家庭医生签约流于形式", "签了名没有服务，慢性病老人还是往县医院跑。"),
    ),
]


def _matrix(pairs):
    texts = list(dict.fromkeys(text for pair in pairs for text in pair))
    scores = likeness(texts, vocabulary())
    return lambda one, other: scores[texts.index(one), texts.index(other)]


def test_the_threshold_separates_one_matter_reworded_from_two_matters():
    score = _matrix(ALIKE + DIFFERENT)
    assert min(score(*pair) for pair in ALIKE) >= LEAST > max(score(*pair) for pair in DIFFERENT)


@pytest.mark.parametrize("pair", ALIKE, ids=lambda pair: pair[0][0])
def test_a_reworded_topic_is_noticed_when_only_the_two_are_on_the_list(pair):
    assert likeness(pair, vocabulary())[0, 1] >= LEAST


@pytest.mark.parametrize("pair", DIFFERENT, ids=lambda pair: pair[0][0])
def test_another_matter_is_left_alone_when_only_the_two_are_on_the_list(pair):
    assert likeness(pair, vocabulary())[0, 1] < LEAST


def test_of_pairs_the_word_list_has_never_seen_more_than_half_are_noticed():
    score = _matrix(UNSEEN_ALIKE)
    assert sum(score(*pair) >= LEAST for pair in UNSEEN_ALIKE) >= 4
    texts = [text for pair in UNSEEN_ALIKE for text in pair]
    others = [
        score(one, other)
        for place, one in enumerate(texts)
        for at, other in enumerate(texts)
        if place // 2 != at // 2
    ]
    assert max(others) < LEAST


def test_width_case_and_punctuation_make_no_difference():
    one = ("ＥＴＣ发票,补开", "车主：多跑一趟")
    other = ("etc 发票，补开！", "车主: 多跑一趟。")
    assert likeness([one, other], vocabulary())[0, 1] == pytest.approx(1)


def test_english_topics_are_compared_by_their_stems_and_groups():
    scores = likeness(
        [
            (
                "One set of papers to open a restaurant",
                "Applicants hand in the same proof at three counters.",
            ),
            ("Fewer trips to open a small shop", "Applications come back for missing documents."),
            ("Keeping experienced counter staff", "Newcomers face difficult cases alone."),
        ],
        vocabulary(),
    )
    assert scores[0, 1] >= LEAST > max(scores[0, 2], scores[1, 2])


def test_no_word_stands_in_two_groups():
    known = vocabulary()
    assert len(known.same) > 150
    assert known.features("补贴") & known.features("津贴")


def test_an_empty_text_is_like_nothing():
    assert likeness([("", ""), ("的", "了")], vocabulary()).tolist() == [[0, 0], [0, 0]]
    assert Vocabulary(frozenset(), frozenset(), (), {}, "一", ()).features("ab 交") == {"交"}


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=60)), min_size=1, max_size=6))
def test_likeness_is_symmetric_bounded_and_full_for_the_same_text(topics):
    scores = likeness(topics, vocabulary())
    assert np.allclose(scores, scores.T)
    assert (scores >= 0).all()
    assert (scores <= 1 + 1e-9).all()
    twice = likeness([*topics, topics[0]], vocabulary())
    assert twice[0, -1] == pytest.approx(twice[0, 0])


def test_pairs_come_the_most_alike_first_and_the_earlier_topic_first():
    scores = np.array([[1, 0.3, 0.5], [0.3, 1, 0.1], [0.5, 0.1, 1]])
    assert alike_pairs(scores, 0.3) == [(0, 2), (0, 1)]


def test_two_hundred_topics_take_well_under_a_second():
    words = [text for pair in ALIKE + DIFFERENT + UNSEEN_ALIKE for text in pair]
    topics = [(f"{words[n % len(words)][0]}{n}", words[(n * 7) % len(words)][1]) for n in range(200)]
    begun = time.perf_counter()
    alike_pairs(likeness(topics, vocabulary()), LEAST)
    assert time.perf_counter() - begun < 1
