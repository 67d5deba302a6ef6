// Words that the library does not know or takes for something else, as the evidence of inspections uses them.

const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** Given names that are ordinary words as well, beside those that the library says so of. */
export const alsoGivenNames = listed(`
  will chance hope may bill miles ivy young summer rose faith joy dean art ash autumn bay blue brook chase dale
  daisy dawn destiny drew fern finch ginger glen harmony heath heather honey hunter iris ivory jade jasper jet kit lark
  laurel lily linden mercy misty noble patience pearl penny pepper piper poppy precious prince princess prudence rain
  ray reed reign rivers robin ruby rusty sage saffron sky sonny star sterling stone storm sunny temperance true unity
  verity victor violet willow winter wren blessing comfort favour gift godwill goodness innocent justice marvellous
  miracle praise promise prosper testimony wisdom
`)

/** Ordinary words of such notes that the list of words lacks. */
export const alsoWords = listed(`
  keyworker keyworkers headteacher headteachers safeguarding childminder childminders wellbeing bodymap timetabled
  handover handovers whatsapped texted neurodiverse neurodivergent aetiology online offline email emails website vape
  vapes vaping vaped
`)

/** The library takes these for names too; in such notes they are the thing, or a surname after another name. */
export const rarelyNames = listed(`
  art baker banks biff bo brook brooks brown buck bud cam chambers charity chin christian chuck cliff earl emir fields
  flo foster gene hall herb hill jewel king lane marshal mat mats name names norm page patsy peg potter rich rod skip
  spike stew trinity van venus ward watts
`)

/** After one of these a capital begins a name, whatever the word. */
export const titles = listed('mr mrs ms miss mx dr sir dame rev revd prof professor imam rabbi aunt auntie uncle nana')

/** Small words inside a name. */
export const particles = listed('ap ab ferch van von de da di del der den bin bint ibn al el ul ur ud of-the nic ni ui')

/** Months and seasons that are names too: a name only where no time is meant. */
export const seasons = listed('april may june august summer autumn winter')

/** A group of capitals that ends with one of these, or is followed by one, is a place or body. */
export const endsOfPlaces = listed(`
  road street lane avenue close drive way crescent court gardens grove place square terrace hill rise row walk mews park
  house cottage lodge hall farm manor villa villas view mill barn school academy college university nursery infants
  juniors primary secondary grammar hospital surgery clinic centre center hub council borough county city district
  police constabulary trust church chapel mosque temple gurdwara synagogue station airport river valley bay beach bridge
  island islands forest wood woods green common fields heath moor market town village north south east west united rovers
  athletic wanderers fc children's childrens home homes family families youth community services service ltd limited plc
  llp care group foundation society association partnership cluster team unit ward wing theatre cinema museum library
  league cup act regulations framework standards report reports review plan scheme method scale programme project day
  week term festival games island zoo
`)

/** The same where they stand uncapitalised after the name of a place or body. */
export const lowerEndsOfPlaces = listed('council police constabulary hospital academy university railway')

/** Words of place before a name: what follows them alone is where, not who. */
export const wordsOfPlace = listed('in near outside around across towards via')

/** Words of time before a month or season. */
export const wordsOfTime = listed(`
  in of each every since by until till from last next this early late mid before after during through over between and to
  all for
`)

/** What is written with a capital in such notes and names no person: bodies, places, faiths, firms, medicines, games. */
export const notNames = listed(`
  january february march july september october november december monday mondays tuesday tuesdays wednesday wednesdays
  thursday thursdays friday fridays saturday saturdays sunday sundays
  ofsted ofsted's cqc hmip hmicfrs estyn cafcass camhs lado yot mash dbs send nhs barnardo's barnardos nspcc nacro
  childline samaritans mencap mind shelter catch22 relate wales england scotland ireland britain uk ulster london
  english welsh scottish irish british polish romanian bulgarian slovak czech hungarian albanian lithuanian latvian
  russian ukrainian turkish kurdish arabic urdu punjabi bengali gujarati hindi tamil pashto dari farsi persian somali
  tigrinya amharic oromo yoruba igbo hausa swahili shona portuguese spanish italian french german dutch greek chinese
  mandarin cantonese vietnamese sylheti mirpuri sorani kurmanji makaton braille roma romani gypsy traveller travellers
  asian african caribbean european eritrean ethiopian nigerian ghanaian sudanese afghan afghani iranian iraqi syrian
  pakistani indian bangladeshi jamaican american
  christian christians christianity muslim muslims islam islamic hindu hindus hinduism sikh sikhs sikhism jewish judaism
  buddhist catholic catholics anglican methodist baptist pentecostal quaker quran qur'an koran bible torah ramadan eid
  diwali vaisakhi hanukkah passover easter christmas advent lent whitsun halloween god allah
  facebook instagram snapchat tiktok whatsapp youtube google netflix disney xbox playstation nintendo fortnite minecraft
  roblox iphone ipad android samsung apple microsoft outlook excel wi-fi wifi bluetooth lego tesco asda aldi lidl
  sainsbury's morrisons mcdonald's mcdonalds greggs primark argos amazon ebay uber ikea zoom skype covid covid-19
  paracetamol ibuprofen melatonin ritalin concerta sertraline fluoxetine methylphenidate lisdexamfetamine elvanse
  salbutamol ventolin epipen calpol nurofen prozac diazepam insulin cetirizine loratadine risperidone aripiprazole
  mandt price-mi proact-scip teamteach thrive dyadic gcse gcses btec nvq sats ehcp pep lac
  aberdeen accrington aldershot altrincham andover ashford aylesbury banbury bangor barking barnet barnsley barnstaple
  barrow basildon basingstoke bath batley bedford bedfordshire belfast berkshire beverley bexley birkenhead birmingham
  blackburn blackpool blyth bolton bootle boston bournemouth bracknell bradford brent brentwood bridgend bridlington
  brighton bristol bromley burnley burton bury caernarfon calderdale camberley cambridge cambridgeshire camden cannock
  canterbury cardiff carlisle carmarthen castleford chatham chelmsford cheltenham cheshire chester chesterfield chorley
  cleethorpes colchester corby cornwall coventry crawley crewe croydon cumbria darlington dartford derby derbyshire devon
  dewsbury doncaster dorchester dorset dover dudley dundee durham ealing eastbourne edinburgh enfield essex exeter
  falmouth fareham farnborough filey fleetwood folkestone gateshead gillingham glasgow gloucester gloucestershire
  grantham gravesend greenwich grimsby guildford hackney halifax hampshire haringey harlow harrogate harrow hartlepool
  hastings hatfield havering hereford herefordshire hertfordshire heywood hillingdon hounslow huddersfield hull
  huntingdon hyde ilkeston ipswich islington jarrow keighley kendal kent kettering kidderminster kirklees knowsley
  lambeth lancashire lancaster leeds leicester leicestershire lewisham lichfield lincoln lincolnshire liverpool llandudno
  llanelli loughborough lowestoft luton macclesfield maidenhead maidstone manchester mansfield margate merseyside merthyr
  merton middlesbrough middlesex milton keynes morecambe newark newcastle newham newport newquay norfolk northampton
  northamptonshire northumberland northumbria norwich nottingham nottinghamshire nuneaton oldham oxford oxfordshire
  paignton peterborough plymouth pontefract pontypridd poole portsmouth powys preston ramsgate reading redbridge redcar
  redditch reigate rhyl richmond rochdale rochester rotherham rugby runcorn rutland salford salisbury sandwell
  scarborough scunthorpe sefton sheffield shrewsbury shropshire skegness skipton slough solihull somerset southampton
  southend southport southwark stafford staffordshire stevenage stockport stockton stoke stratford suffolk sunderland
  surrey sussex sutton swansea swindon tameside tamworth taunton teesside telford thurrock torbay torquay trafford truro
  tynemouth tyneside uxbridge wakefield wallasey walsall waltham wandsworth warrington warwick warwickshire watford
  wellingborough westminster weymouth whitby whitehaven widnes wigan wiltshire winchester windsor wirral woking
  wokingham wolverhampton worcester worcestershire workington worksop worthing wrexham yarmouth yeovil york yorkshire
  anglesey ceredigion conwy denbighshire flintshire glamorgan gwent gwynedd monmouthshire pembrokeshire
`)
