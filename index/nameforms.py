"""What can be a name by its characters: Chinese by its surname, foreign by its transliteration; and what never is."""

import re

import rjieba

SURNAMES = set(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花"
    "方俞任袁柳酆鲍史"
    "唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋"
    "茅庞熊纪舒屈项祝"
    "董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁"
    "单杭洪包诸左石崔"
    "吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴"
    "甘钭厉戎祖武符刘"
    "景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂"
    "濮牛寿通边扈燕冀"
    "郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍"
    "聂晁勾敖融冷訾辛阚"
    "那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况有琴归海墨哈谯笪年爱阳佟商牟佘佰谌信铁兰"
    "咸隋邝闫肖付代覃苟"
    "麦岩战柒原初绳官仝谷种晋楚鄢冼植揭卿鹿展丛曲涂矫迟练尧苑青粟修候危诺咎仁户格员衣刀玉才鄺逯释奉郇隽管蹇呼延但降令漆"
    "腾闪宛旦闭禤"
)
COMPOUND = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|"
    "公孙|慕容|仲孙|"
    "钟离|长孙|宇文|司徒|鲜于|司空|令狐|百里|呼延|巫马|公良|漆雕|乐正|宰父|谷梁|拓跋|夹谷|轩辕|段干|百里|东郭|南门|"
    "羊舌|微生|梁丘|"
    "左丘|东门|西门|第五|阿布都|买买提"
)
_NEVER = re.compile(
    r"当天|今天|昨天|明天|当日|近日|日前|随后|此前|强烈|通过|参加|致电|出席|主持|会议|大会|全会|关于|名单|慕名|深入|考察|"
    r"^周[一二三四五六日]|^谈(?:感受|认识|上学|体会|变化|想法|到|及|起)|^文中|"
    r"关于|宣言|支持|海南|云南|河南|湖南|江西|广东|广西|山东|山西|甘肃|安徽|青海|宁夏|贵州|江苏|福建|陕西|[一-龥]斯坦"
)
_NOT_IN_NAME = set(
    "的了是并其等们这那些各我你他她它也还都被把或且则吗呢吧啊说级团府处部局厅署委办所区县省市镇乡村州第每该此"
)
FOREIGN = set(
    "阿埃艾爱安昂奥澳巴白班邦鲍贝本比彼毕别宾波伯博布查达大代戴丹当道德登邓狄迪蒂丁东都杜顿多俄厄恩尔法范菲费芬丰弗"
    "佛夫福富盖甘冈高戈"
    "哥格根贡古瓜圭郭哈海汉豪赫黑亨洪侯胡华怀惠霍基吉加贾简杰金津卡凯坎康考柯科可克肯孔库夸昆拉莱赖兰朗劳勒雷李里力"
    "利莉连良廖列林"
    "琳龙隆卢鲁路伦罗洛吕马玛迈麦曼芒毛梅门蒙孟米密敏明莫默姆木穆拿娜纳乃南内尼涅宁纽努诺欧帕派潘庞佩蓬皮平珀普奇齐"
    "恰乔切琴琼丘屈"
    "让热日茹瑞若萨塞赛桑瑟森沙珊山尚绍舍申圣施什石史斯丝寺松苏素索塔泰坦汤唐陶特腾提廷通图土托瓦万旺威维韦魏温文翁"
    "沃乌武西希锡夏"
    "香肖谢辛欣兴雄休许雪雅亚延扬杨叶耶伊易因英尤于约云赞泽扎詹张兆哲珍芝治朱茨兹祖佐左思士赞尔妮娃娅丽莎蕾薇黛茜婷"
    "贡颂差隆钦素连朔依朵仙特劳法芭碧玻勃柏铂残曹策茶柴昌常楚川春茨慈次措戴岱戈歌葛隔根耿宫谷顾关光桂滚国果荷贺红虎华环浑"
    "霍姬济佳嘉江娇捷洁今京居君喀坷科肯克空库蒯宽奎昆廓腊来勒泪棱黎理丽良烈玲陵留柳龙娄禄旅绿轮玛买曼茂梅蒙弥密棉缅"
    "苗妙敏名摩末牟慕纳奈楠能尼年妞纽农女帕湃盘培朋披皮片颇朴浦其钱强桥钦青琼求曲全热仁日荣如茹瑞润卡三色森莎山珊尚"
    "少舍深生圣施诗石拾世寿舒树舜顺朔思四宋苏所塔台泰唐滔特藤田铁廷通托瓦湾万旺维苇魏文闻沃吴西锡席喜夏仙香祥肖谢欣"
    "星雄秀旭轩逊雅烟严彦扬耀叶伊怡艺易音银英映尤友于宇玉裕元园约月云泽曾扎宅展张章昭召哲贞真振芝直智中仲竺卓兹宗佐"
    "央卓旺堆吉"
)


LAND = re.compile(
    "乌克兰|乌干达|乌拉圭|马里|马来|古巴|白俄罗|安哥拉|苏丹|苏里南|海地|汤加|文莱|秘鲁|韩国|匈牙利|尼泊尔|洪都拉|"
    "巴西|巴林|巴基斯|巴拿马|"
    "贝宁|芬兰|荷兰|伊朗|伊拉克|卢旺达|卢森堡|毛里|蒙古|莫桑比|黎巴嫩|黑山|柬埔寨|英国|法国|德国|印度|印尼|越南|"
    "泰国|老挝|缅甸|日本|智利|"
    "土耳其|阿根廷|葡萄牙|加拿大|澳大利|新西兰|新加坡|俄罗斯|美国|中国|波兰|希腊|挪威|瑞士|瑞典|丹麦|冰岛|捷克|"
    "南非|埃及|利比亚|沙特|约旦|"
    "以色列|叙利亚|也门|阿曼|卡塔尔|科威特|欧盟|欧洲|非盟|东盟|联合国|全国|全省|全市|全县|国家|本国|该国|我国|两国|"
    "前任|现任|时任|各国"
)


COMMON_WORD = re.compile(
    r"方$|方面|会议|全会|大会|大家|通报|报告|双方|各方|中方|美方|时间|据|经|国$|华$|有关|相关|许多|白皮|文件|常常|"
    r"成员|代表|商家|"
    r"国家|项目|广大|党中央|党委|党组|明确|公报|公告|通知|意见|方案|计划|全国|高度|安全|应当|同时|和平|强调|干部|"
    r"家长|"
    r"全体|全县|全市|全省|农户|经济|师生|关于|对于|于是|年轻|都$|还|也|又|曾经|相信|常委|支部|越来|终于|从|向|应|"
    r"单位|居民|红|万人|"
    r"欧盟|北约|外媒|媒体|印度|伊朗|巴西|埃及|以色列|古巴|日本|泰国|越南|法国|德国|俄罗斯|美国|乌克兰|土耳其|"
    r"加拿大|马来西亚|"
    r"哈马斯|真主党|胡塞|塔利班|白宫|联合|克宫|俄军|以军|乌军|阿盟|非盟|东盟|西方|南方|多方|警方|军方|校方|院方|"
    r"厂方|店方"
)


def can_be_name(name: str) -> bool:
    """Whether the characters can be a name: a Chinese one by its surname, a foreign one by its transliteration."""
    if not all("一" <= character <= "龥" for character in name) or _NOT_IN_NAME & set(name) or _NEVER.search(name):
        return False
    if re.match(COMPOUND, name):
        return 3 <= len(name) <= 4  # noqa: PLR2004 a compound surname and one or two characters
    if name[0] in SURNAMES and len(name) <= 3:  # noqa: PLR2004 a surname and one or two characters
        return True
    strange = sum(character not in FOREIGN for character in name)
    return strange == 0 or (len(name) >= 4 and strange == 1)  # noqa: PLR2004 the list of characters is not complete


def can_be_japanese(name: str, office: str) -> bool:
    """Whether four characters after a Japanese or international office are a name: 神田真人."""
    if "日本" in office and 3 <= len(name) <= 4:  # noqa: PLR2004 森山裕, 东原敏昭
        return not _NOT_IN_NAME & set(name)
    return len(name) == 4 and bool(re.search("东京|大阪|亚洲|日立|国际", office))  # noqa: PLR2004


def is_word(name: str) -> bool:
    """Whether the dictionary has the characters as a word that is no name: 成功."""
    tags = rjieba.tag(name)
    return len(tags) == 1 and not tags[0][1].startswith("nr")


def is_no_word(name: str) -> bool:
    """Whether the dictionary has the characters as a person's name or not at all: 国家 and 党委 are words."""
    tags = rjieba.tag(name)
    known = [tag for word, tag in tags if len(word) > 1]
    return all(tag.startswith("nr") for tag in known) and name[-1] not in "院区局县镇乡村部委省市会"


def surname_of(name: str) -> str:
    """Return the surname of a Chinese name in its fold."""
    compound = re.match(COMPOUND, name)
    return compound.group() if compound and len(name) > len(compound.group()) else name[:1]
