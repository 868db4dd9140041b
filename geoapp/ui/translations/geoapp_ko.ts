<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
  <context>
    <name>AboutDialog</name>
    <message>
      <source>About geoapp</source>
      <translation>geoapp 정보</translation>
    </message>
    <message>
      <source>Credits and licences</source>
      <translation>출처와 라이선스</translation>
    </message>
    <message>
      <source>Facts of the sample case</source>
      <translation>예제 사건 파일의 사실 자료</translation>
    </message>
    <message>
      <source>Map on the screen</source>
      <translation>화면의 지도</translation>
    </message>
    <message>
      <source>Parts and their licences</source>
      <translation>구성 요소와 라이선스</translation>
    </message>
    <message>
      <source>Published reports and lists; origin and licence of each file are in</source>
      <translation>공표된 보고서와 목록. 파일별 출처와 라이선스는 다음에 있습니다:</translation>
    </message>
    <message>
      <source>Ties testimony to penal facilities, border barriers and crossings. Works without a network and sends nothing anywhere.</source>
      <translation>증언을 구금 시설, 국경 장벽, 통로와 연결합니다. 네트워크 없이 작동하며 아무것도 전송하지 않습니다.</translation>
    </message>
  </context>
  <context>
    <name>Actions</name>
    <message>
      <source>&amp;About and credits</source>
      <translation>정보 및 출처(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Back</source>
      <translation>뒤로(&amp;B)</translation>
    </message>
    <message>
      <source>&amp;Close case</source>
      <translation>사건 파일 닫기(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Dark</source>
      <translation>어둡게(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Forward</source>
      <translation>앞으로(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Full extent</source>
      <translation>전체 보기(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Go to coordinates…</source>
      <translation>좌표로 이동(&amp;G)…</translation>
    </message>
    <message>
      <source>&amp;Light</source>
      <translation>밝게(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Manual</source>
      <translation>사용 설명서(&amp;M)</translation>
    </message>
    <message>
      <source>&amp;Move the map</source>
      <translation>지도 이동(&amp;M)</translation>
    </message>
    <message>
      <source>&amp;New case…</source>
      <translation>새 사건 파일(&amp;N)…</translation>
    </message>
    <message>
      <source>&amp;Open case…</source>
      <translation>사건 파일 열기(&amp;O)…</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>종료(&amp;Q)</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Search everything</source>
      <translation>전체 검색(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Shortcuts</source>
      <translation>단축키(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
      <source>Add &amp;imagery…</source>
      <translation>위성영상 추가(&amp;I)…</translation>
    </message>
    <message>
      <source>As &amp;CSV…</source>
      <translation>CSV로(&amp;C)…</translation>
    </message>
    <message>
      <source>As &amp;GeoJSON…</source>
      <translation>GeoJSON으로(&amp;G)…</translation>
    </message>
    <message>
      <source>As the &amp;system</source>
      <translation>시스템 설정에 따름(&amp;S)</translation>
    </message>
    <message>
      <source>F&amp;ull screen</source>
      <translation>전체 화면(&amp;U)</translation>
    </message>
    <message>
      <source>I&amp;mport rows…</source>
      <translation>자료 가져오기(&amp;M)…</translation>
    </message>
    <message>
      <source>Make a &amp;field copy…</source>
      <translation>현장 사본 만들기(&amp;F)…</translation>
    </message>
    <message>
      <source>Map as &amp;picture…</source>
      <translation>지도 그림(&amp;P)…</translation>
    </message>
    <message>
      <source>Open &amp;sample case</source>
      <translation>예제 사건 파일 열기(&amp;S)</translation>
    </message>
    <message>
      <source>Select by &amp;rectangle</source>
      <translation>사각형으로 선택(&amp;R)</translation>
    </message>
    <message>
      <source>Your &amp;name in the ledger…</source>
      <translation>대장에 쓸 이름(&amp;N)…</translation>
    </message>
    <message>
      <source>Zoom &amp;in</source>
      <translation>확대(&amp;I)</translation>
    </message>
    <message>
      <source>Zoom &amp;out</source>
      <translation>축소(&amp;O)</translation>
    </message>
    <message>
      <source>Zoom to &amp;selection</source>
      <translation>선택 대상으로 확대(&amp;S)</translation>
    </message>
  </context>
  <context>
    <name>AttachmentDesk</name>
    <message>
      <source>A copy is written outside the case, where it is not encrypted: anyone who has it can read it. That it was taken out, by whom and why, is in the custody log for good.</source>
      <translation>사본은 사건 밖에 암호화되지 않은 상태로 저장되며, 가진 사람은 누구나 읽을 수 있습니다. 누가 왜 반출했는지는 관리 기록에 영구히 남습니다.</translation>
    </message>
    <message>
      <source>Attach</source>
      <translation>첨부</translation>
    </message>
    <message>
      <source>Attaching…</source>
      <translation>첨부하는 중…</translation>
    </message>
    <message>
      <source>Choose where…</source>
      <translation>위치 선택…</translation>
    </message>
    <message>
      <source>Files to take in</source>
      <translation>입수할 파일</translation>
    </message>
    <message>
      <source>Leave it</source>
      <translation>그대로 두기</translation>
    </message>
    <message>
      <source>Not taken in:</source>
      <translation>입수하지 못한 파일:</translation>
    </message>
    <message>
      <source>Nothing was doubled. Attach what is there to this row?</source>
      <translation>중복 저장하지 않았습니다. 이미 있는 첨부를 이 항목에 연결할까요?</translation>
    </message>
    <message>
      <source>Take out of the case</source>
      <translation>사건 밖으로 반출</translation>
    </message>
    <message>
      <source>Taking in {0} files…</source>
      <translation>파일 {0}개를 입수하는 중…</translation>
    </message>
    <message>
      <source>Taking in…</source>
      <translation>입수하는 중…</translation>
    </message>
    <message>
      <source>Taking out…</source>
      <translation>반출하는 중…</translation>
    </message>
    <message>
      <source>The case holds the very same content already, as {0}.</source>
      <translation>똑같은 내용이 사건에 이미 {0}(으)로 들어 있습니다.</translation>
    </message>
    <message>
      <source>The copy was written. It is not encrypted: mind where it goes.</source>
      <translation>사본을 저장했습니다. 암호화되어 있지 않으니 어디로 가는지 유의하십시오.</translation>
    </message>
    <message>
      <source>The redacted copy is in the case as {0}. Look at it before it goes out.</source>
      <translation>가림본이 사건에 {0}(으)로 저장되었습니다. 내보내기 전에 열어 확인하십시오.</translation>
    </message>
    <message>
      <source>The redacted file</source>
      <translation>가린 파일</translation>
    </message>
    <message>
      <source>These files are attached here already; nothing was doubled.</source>
      <translation>이 파일들은 여기에 이미 첨부되어 있어 중복 저장하지 않았습니다.</translation>
    </message>
    <message>
      <source>Where to write the copy</source>
      <translation>사본을 저장할 위치</translation>
    </message>
  </context>
  <context>
    <name>AttachmentShelf</name>
    <message>
      <source>Add files…</source>
      <translation>파일 추가…</translation>
    </message>
    <message>
      <source>Attachments ({0})</source>
      <translation>첨부 ({0})</translation>
    </message>
    <message>
      <source>Change or remove the link…</source>
      <translation>연결 수정 또는 해제…</translation>
    </message>
    <message>
      <source>More</source>
      <translation>더 보기</translation>
    </message>
    <message>
      <source>More about this attachment</source>
      <translation>이 첨부에 대한 추가 작업</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>열기</translation>
    </message>
    <message>
      <source>Redacted copy from a file…</source>
      <translation>파일에서 가림본 입수…</translation>
    </message>
    <message>
      <source>Show all its fields</source>
      <translation>모든 항목 보기</translation>
    </message>
    <message>
      <source>Take out…</source>
      <translation>반출…</translation>
    </message>
    <message>
      <source>The file, and redacted copies of it</source>
      <translation>파일과 그 가림본</translation>
    </message>
    <message>
      <source>Write a copy outside the case; this is logged</source>
      <translation>사건 밖에 사본을 저장합니다(기록에 남음)</translation>
    </message>
    <message>
      <source>its content is not in this file</source>
      <translation>내용이 이 사건 파일에 없음</translation>
    </message>
    <message>
      <source>or drop them here</source>
      <translation>또는 여기로 끌어다 놓기</translation>
    </message>
    <message>
      <source>redacted copy of {0}</source>
      <translation>{0}의 가림본</translation>
    </message>
  </context>
  <context>
    <name>AttachmentViewer</name>
    <message>
      <source>About this file</source>
      <translation>이 파일에 대하여</translation>
    </message>
    <message>
      <source>Black out</source>
      <translation>가리기</translation>
    </message>
    <message>
      <source>Black out what shows</source>
      <translation>보이는 부분 모두 가리기</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>버리기</translation>
    </message>
    <message>
      <source>Drag over what must not be seen, on every page. The copy holds new pixels only: nothing lies under the black, and everything the file says of itself is dropped.</source>
      <translation>모든 쪽에서 보여서는 안 될 곳을 끌어서 가리십시오. 가림본에는 새 화소만 들어가므로 검은 칸 아래에는 아무것도 남지 않고, 파일의 부가 정보도 모두 빠집니다.</translation>
    </message>
    <message>
      <source>Keep looking</source>
      <translation>계속 보기</translation>
    </message>
    <message>
      <source>Making the redacted copy…</source>
      <translation>가림본을 만드는 중…</translation>
    </message>
    <message>
      <source>Next page</source>
      <translation>다음 쪽</translation>
    </message>
    <message>
      <source>Opening…</source>
      <translation>여는 중…</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>쪽</translation>
    </message>
    <message>
      <source>Page before</source>
      <translation>이전 쪽</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>저장</translation>
    </message>
    <message>
      <source>Save redacted copy</source>
      <translation>가림본 저장</translation>
    </message>
    <message>
      <source>Save redacted copy…</source>
      <translation>가림본 저장…</translation>
    </message>
    <message>
      <source>Take out…</source>
      <translation>반출…</translation>
    </message>
    <message>
      <source>Take the last rectangle back</source>
      <translation>마지막 칸 되돌리기</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>본문</translation>
    </message>
    <message>
      <source>The rectangles you drew are not saved as a redacted copy.</source>
      <translation>그린 가림 칸을 아직 가림본으로 저장하지 않았습니다.</translation>
    </message>
    <message>
      <source>Turn left</source>
      <translation>왼쪽으로 돌리기</translation>
    </message>
    <message>
      <source>Turn right</source>
      <translation>오른쪽으로 돌리기</translation>
    </message>
    <message>
      <source>Whole page</source>
      <translation>쪽 전체</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>확대</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>축소</translation>
    </message>
    <message>
      <source>{0} rectangles are blacked out. The copy becomes an attachment of its own that names this one; the original stays as it is.</source>
      <translation>{0}곳을 가렸습니다. 가림본은 이 첨부를 원본으로 밝히는 새 첨부가 되고, 원본은 그대로 남습니다.</translation>
    </message>
  </context>
  <context>
    <name>AttributeTable</name>
    <message>
      <source>Attribute table</source>
      <translation>속성 표</translation>
    </message>
    <message>
      <source>Dates: {0}</source>
      <translation>기간: {0}</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>읽는 중…</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>행</translation>
    </message>
  </context>
  <context>
    <name>AuthorBanner</name>
    <message>
      <source>Not now</source>
      <translation>나중에</translation>
    </message>
    <message>
      <source>Not now; nothing can be changed until then</source>
      <translation>나중에. 그때까지는 아무것도 바꿀 수 없음</translation>
    </message>
  </context>
  <context>
    <name>AuthorBox</name>
    <message>
      <source>Every change is recorded in the case's ledger. Under which name or code shall yours appear? A code is enough, and safer than a name.</source>
      <translation>모든 변경은 사건 파일의 대장에 기록됩니다. 어떤 이름이나 코드로 기록할까요? 코드면 충분하며 이름보다 안전합니다.</translation>
    </message>
    <message>
      <source>Name or code for the ledger</source>
      <translation>대장에 쓸 이름 또는 코드</translation>
    </message>
    <message>
      <source>Use this name</source>
      <translation>이 이름 사용</translation>
    </message>
    <message>
      <source>Your changes are recorded under this name or code.</source>
      <translation>변경은 이 이름이나 코드로 기록됩니다.</translation>
    </message>
    <message>
      <source>for example KB-2</source>
      <translation>예: KB-2</translation>
    </message>
  </context>
  <context>
    <name>BackupDialog</name>
    <message>
      <source>&amp;Back up now</source>
      <translation>지금 백업(&amp;B)</translation>
    </message>
    <message>
      <source>&amp;Choose…</source>
      <translation>선택(&amp;C)…</translation>
    </message>
    <message>
      <source>Back up the case</source>
      <translation>사건 백업</translation>
    </message>
    <message>
      <source>Choose the folder for the backups</source>
      <translation>백업 폴더 선택</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>폴더</translation>
    </message>
    <message>
      <source>Folder for backups</source>
      <translation>백업을 둘 폴더</translation>
    </message>
    <message>
      <source>Last backup</source>
      <translation>마지막 백업</translation>
    </message>
    <message>
      <source>Make a backup &amp;whenever this case is closed</source>
      <translation>이 사건을 닫을 때마다 백업(&amp;W)</translation>
    </message>
    <message>
      <source>None was chosen yet.</source>
      <translation>아직 선택하지 않았습니다.</translation>
    </message>
    <message>
      <source>None was made on this computer.</source>
      <translation>이 컴퓨터에서 만든 백업이 없습니다.</translation>
    </message>
    <message>
      <source>Only what changed since the last backup is written. A backup is encrypted as the case is, and opens with the passphrases that the case has now.</source>
      <translation>지난 백업 이후 바뀐 것만 기록합니다. 백업은 사건과 똑같이 암호화되며, 지금 사건의 암호로 열립니다.</translation>
    </message>
    <message>
      <source>Only what changed since the last backup is written. This case is not encrypted, so anyone who has the folder can read its backups.</source>
      <translation>지난 백업 이후 바뀐 것만 기록합니다. 이 사건은 암호화되지 않았으므로, 폴더를 가진 사람은 누구나 백업을 읽을 수 있습니다.</translation>
    </message>
    <message>
      <source>{0} is not there now. Plug in its disk.</source>
      <translation>{0} 폴더가 지금 없습니다. 해당 디스크를 연결하십시오.</translation>
    </message>
    <message>
      <source>{0}, in {1}</source>
      <translation>{0}, 위치: {1}</translation>
    </message>
  </context>
  <context>
    <name>Backups</name>
    <message>
      <source>&amp;Back up…</source>
      <translation>백업(&amp;B)…</translation>
    </message>
    <message>
      <source>Backing up before closing…</source>
      <translation>닫기 전에 백업하는 중…</translation>
    </message>
    <message>
      <source>Backing up…</source>
      <translation>백업하는 중…</translation>
    </message>
    <message>
      <source>Backup {0} was made and read again: {1} of {2} bytes were new.</source>
      <translation>백업 {0}을(를) 만들고 다시 읽어 확인했습니다. 전체 {2}바이트 중 {1}바이트가 새것입니다.</translation>
    </message>
    <message>
      <source>Close without a backup</source>
      <translation>백업 없이 닫기</translation>
    </message>
    <message>
      <source>Content was destroyed in the case since then ({0} times): it is in this file again. Merge the newest copy of the case into it before anything else, which wipes it, or delete this file.</source>
      <translation>그 뒤에 사건에서 내용이 파기되었으나({0}회) 이 파일에는 다시 들어 있습니다. 다른 일을 하기 전에 최신 사건을 이 파일에 병합하여 지우거나, 이 파일을 삭제하십시오.</translation>
    </message>
    <message>
      <source>If content was destroyed in the case since then, it is in this file again until the newest copy of the case is merged into it.</source>
      <translation>그 뒤에 사건에서 파기된 내용이 있다면, 최신 사건을 이 파일에 병합할 때까지 다시 들어 있습니다.</translation>
    </message>
    <message>
      <source>Open it</source>
      <translation>열기</translation>
    </message>
    <message>
      <source>Restore &amp;from a backup…</source>
      <translation>백업에서 복원(&amp;F)…</translation>
    </message>
    <message>
      <source>Restoring and verifying…</source>
      <translation>복원하고 검증하는 중…</translation>
    </message>
    <message>
      <source>S&amp;alvage a damaged case…</source>
      <translation>손상된 사건 복구(&amp;A)…</translation>
    </message>
    <message>
      <source>Stay</source>
      <translation>머무르기</translation>
    </message>
    <message>
      <source>The backup on closing was not made.</source>
      <translation>닫을 때 하는 백업을 만들지 못했습니다.</translation>
    </message>
    <message>
      <source>The case was not whole when it was backed up. Its properties, in the Case menu, say what is wrong when it is verified.</source>
      <translation>백업할 때 사건이 온전하지 않았습니다. 사건 메뉴의 속성에서 검증하면 무엇이 잘못되었는지 알 수 있습니다.</translation>
    </message>
    <message>
      <source>“{0}” is the case as it was on {1}. It is a copy: what is written to it goes under a number of its own, and can be merged with the case that you have.</source>
      <translation>“{0}” 파일은 {1} 당시의 사건입니다. 이것은 사본이므로 여기에 쓰는 내용은 별도 번호로 기록되며, 지금 가진 사건과 병합할 수 있습니다.</translation>
    </message>
  </context>
  <context>
    <name>Bar</name>
    <message>
      <source>Add a row to this table</source>
      <translation>이 표에 행 추가</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>닫기</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>열</translation>
    </message>
    <message>
      <source>Columns ▾</source>
      <translation>열 ▾</translation>
    </message>
    <message>
      <source>Continue</source>
      <translation>계속</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>복사</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>버리기</translation>
    </message>
    <message>
      <source>Drawing</source>
      <translation>그리기</translation>
    </message>
    <message>
      <source>Filter rows by words in any column</source>
      <translation>모든 열의 단어로 행 거르기</translation>
    </message>
    <message>
      <source>Filter: words in any column</source>
      <translation>필터: 모든 열의 단어</translation>
    </message>
    <message>
      <source>Finish</source>
      <translation>마침</translation>
    </message>
    <message>
      <source>Follow the range of dates chosen on the timeline</source>
      <translation>타임라인에서 고른 기간 따르기</translation>
    </message>
    <message>
      <source>In map view</source>
      <translation>지도 화면 안</translation>
    </message>
    <message>
      <source>In time range</source>
      <translation>기간 안</translation>
    </message>
    <message>
      <source>Interrupt</source>
      <translation>중단</translation>
    </message>
    <message>
      <source>New row…</source>
      <translation>새 행…</translation>
    </message>
    <message>
      <source>Only selected</source>
      <translation>선택한 것만</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>보기</translation>
    </message>
    <message>
      <source>Show and hide columns</source>
      <translation>열 보이기와 숨기기</translation>
    </message>
    <message>
      <source>Show only rows in the part of the map that is seen</source>
      <translation>지도 화면 안의 행만 보기</translation>
    </message>
    <message>
      <source>Show only rows without a place</source>
      <translation>위치 미상인 행만 보기</translation>
    </message>
    <message>
      <source>Show only the rows that are selected now</source>
      <translation>지금 선택한 행만 보기</translation>
    </message>
    <message>
      <source>Unlocated</source>
      <translation>위치 미상</translation>
    </message>
  </context>
  <context>
    <name>BooleanEditor</name>
    <message>
      <source>no</source>
      <translation>아니요</translation>
    </message>
    <message>
      <source>unknown</source>
      <translation>모름</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>예</translation>
    </message>
  </context>
  <context>
    <name>BundleDialog</name>
    <message>
      <source>&amp;Only what follows</source>
      <translation>다음 이후만(&amp;O)</translation>
    </message>
    <message>
      <source>Heads that the other copy has</source>
      <translation>다른 사본에 있는 머리 기록</translation>
    </message>
    <message>
      <source>Lock it with a &amp;passphrase of its own</source>
      <translation>별도의 암호로 잠그기(&amp;P)</translation>
    </message>
    <message>
      <source>Once more</source>
      <translation>다시 입력</translation>
    </message>
    <message>
      <source>Passphrase of the bundle</source>
      <translation>꾸러미 암호</translation>
    </message>
    <message>
      <source>Passphrase of the bundle, once more</source>
      <translation>꾸러미 암호 다시 입력</translation>
    </message>
    <message>
      <source>This case is not encrypted, so the bundle needs a passphrase.</source>
      <translation>이 사건은 암호화되어 있지 않으므로 꾸러미에는 암호가 필요합니다.</translation>
    </message>
    <message>
      <source>Without one, whoever can open this case can open the bundle.</source>
      <translation>별도의 암호가 없으면 이 사건을 열 수 있는 사람은 누구나 꾸러미를 열 수 있습니다.</translation>
    </message>
    <message>
      <source>Write</source>
      <translation>쓰기</translation>
    </message>
    <message>
      <source>Write a bundle</source>
      <translation>꾸러미 쓰기</translation>
    </message>
    <message>
      <source>empty for everything; else the heads of the other copy, from its properties</source>
      <translation>비워 두면 전체. 일부만 보내려면 다른 사본의 속성에서 복사한 머리 기록</translation>
    </message>
    <message>
      <source>“{0}” will hold entries of this case for another copy of it, to be taken in there by merging. Attachments go with them.</source>
      <translation>“{0}”에 이 사건의 기록을 담아 다른 사본에서 병합할 수 있게 합니다. 첨부 파일도 함께 담깁니다.</translation>
    </message>
  </context>
  <context>
    <name>CandidateList</name>
    <message>
      <source>What to link to</source>
      <translation>연결할 대상</translation>
    </message>
  </context>
  <context>
    <name>CandidateModel</name>
    <message>
      <source>Chosen</source>
      <translation>선택됨</translation>
    </message>
    <message>
      <source>linked already: {roles}</source>
      <translation>이미 연결됨: {roles}</translation>
    </message>
  </context>
  <context>
    <name>Cards</name>
    <message>
      <source>Change…</source>
      <translation>수정…</translation>
    </message>
    <message>
      <source>Show all {n}</source>
      <translation>{n}건 모두 보기</translation>
    </message>
    <message>
      <source>not within the range of dates, or undated</source>
      <translation>기간 밖이거나 날짜 미상</translation>
    </message>
  </context>
  <context>
    <name>CaseFiles</name>
    <message>
      <source>Building the sample case…</source>
      <translation>예제 사건 파일을 만드는 중…</translation>
    </message>
    <message>
      <source>It can be opened for reading only.</source>
      <translation>읽기 전용으로만 열 수 있습니다.</translation>
    </message>
    <message>
      <source>New case</source>
      <translation>새 사건 파일</translation>
    </message>
    <message>
      <source>Open case</source>
      <translation>사건 파일 열기</translation>
    </message>
    <message>
      <source>Open for reading</source>
      <translation>읽기 전용으로 열기</translation>
    </message>
    <message>
      <source>This case was kept in an older form and was brought up to date. As it was before, it lies beside it as “{0}”. Delete that copy once nobody needs it with an older version of the program.</source>
      <translation>이 사건 파일은 이전 형식으로 저장되어 있어 현재 형식으로 갱신했습니다. 갱신 전의 사건은 옆에 “{0}” 파일로 남아 있습니다. 이전 버전의 프로그램에서 쓸 일이 없어지면 그 사본을 삭제하십시오.</translation>
    </message>
    <message>
      <source>This file lacks entries that this machine saw in the case before: it is an older copy, or its end was cut off. Compare it with the newest copy before you go on.</source>
      <translation>이 컴퓨터가 전에 이 사건에서 본 기록이 이 파일에는 없습니다. 오래된 사본이거나 끝부분이 잘린 파일입니다. 계속하기 전에 가장 새로운 사본과 비교하십시오.</translation>
    </message>
    <message>
      <source>Wrong passphrase or damaged file. Nothing was written.</source>
      <translation>암호가 틀렸거나 파일이 손상되었습니다. 아무것도 기록하지 않았습니다.</translation>
    </message>
    <message>
      <source>{0} exists already. Choose another name.</source>
      <translation>{0}이(가) 이미 있습니다. 다른 이름을 고르십시오.</translation>
    </message>
  </context>
  <context>
    <name>CaseHistory</name>
    <message>
      <source>&amp;History of the case</source>
      <translation>사건 이력(&amp;H)</translation>
    </message>
    <message>
      <source>History</source>
      <translation>변경 이력</translation>
    </message>
    <message>
      <source>History of the case</source>
      <translation>사건 이력</translation>
    </message>
  </context>
  <context>
    <name>CaseMenu</name>
    <message>
      <source>&amp;Lock now</source>
      <translation>지금 잠그기(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Never</source>
      <translation>잠그지 않음(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;Passphrases…</source>
      <translation>암호(&amp;P)…</translation>
    </message>
    <message>
      <source>After &amp;15 minutes</source>
      <translation>15분 뒤(&amp;1)</translation>
    </message>
    <message>
      <source>After &amp;5 minutes</source>
      <translation>5분 뒤(&amp;5)</translation>
    </message>
    <message>
      <source>After an &amp;hour</source>
      <translation>1시간 뒤(&amp;H)</translation>
    </message>
    <message>
      <source>Case p&amp;roperties…</source>
      <translation>사건 속성(&amp;R)…</translation>
    </message>
    <message>
      <source>Lock when &amp;idle</source>
      <translation>자리를 비우면 잠그기(&amp;I)</translation>
    </message>
    <message>
      <source>This case is not encrypted, so it has no passphrases: anyone who has the file can read it. A new case can be given one when it is made.</source>
      <translation>이 사건은 암호화되어 있지 않아 암호가 없습니다. 파일을 가진 사람은 누구나 읽을 수 있습니다. 새 사건을 만들 때 암호를 정할 수 있습니다.</translation>
    </message>
  </context>
  <context>
    <name>CellActions</name>
    <message>
      <source>Copy rows</source>
      <translation>행 복사</translation>
    </message>
    <message>
      <source>Copy rows with titles</source>
      <translation>제목과 함께 행 복사</translation>
    </message>
    <message>
      <source>Copy this cell</source>
      <translation>이 셀 복사</translation>
    </message>
    <message>
      <source>Del</source>
      <translation>Del</translation>
    </message>
    <message>
      <source>Edit “{0}” in {1} rows…</source>
      <translation>{1}개 행의 “{0}” 편집…</translation>
    </message>
    <message>
      <source>Edit “{0}”…</source>
      <translation>“{0}” 편집…</translation>
    </message>
    <message>
      <source>Mark as deleted…</source>
      <translation>삭제 표시…</translation>
    </message>
    <message>
      <source>Open in the inspector</source>
      <translation>상세 정보에서 열기</translation>
    </message>
    <message>
      <source>Shift+F2</source>
      <translation>Shift+F2</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>실행 취소</translation>
    </message>
    <message>
      <source>Zoom to</source>
      <translation>확대</translation>
    </message>
  </context>
  <context>
    <name>CellForm</name>
    <message>
      <source>Cancel</source>
      <translation>취소</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>버리기</translation>
    </message>
    <message>
      <source>Keep editing</source>
      <translation>계속 편집</translation>
    </message>
    <message>
      <source>Nothing was changed.</source>
      <translation>바뀐 것이 없습니다.</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>사유</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>저장</translation>
    </message>
    <message>
      <source>What you entered is not saved. Discard it?</source>
      <translation>입력한 내용이 저장되지 않았습니다. 버릴까요?</translation>
    </message>
    <message>
      <source>Why is this changed?</source>
      <translation>바꾸는 이유</translation>
    </message>
    <message>
      <source>Why? One reason is kept for all rows</source>
      <translation>이유. 모든 행에 같은 사유로 남습니다</translation>
    </message>
    <message>
      <source>{0}, in {1} rows</source>
      <translation>{0}, {1}개 행</translation>
    </message>
  </context>
  <context>
    <name>Changing</name>
    <message>
      <source>Adopt</source>
      <translation>채택</translation>
    </message>
    <message>
      <source>Give the field the value “{0}” again? What it holds now stays in the history.</source>
      <translation>이 항목의 값을 다시 “{0}”(으)로 바꿀까요? 지금 값은 이력에 남습니다.</translation>
    </message>
    <message>
      <source>It stays in the history and can be restored.</source>
      <translation>이력에 남으며 복원할 수 있습니다.</translation>
    </message>
    <message>
      <source>Left empty, the next free code is given.</source>
      <translation>비워 두면 다음 빈 코드를 붙입니다.</translation>
    </message>
    <message>
      <source>Mark as deleted</source>
      <translation>삭제 표시</translation>
    </message>
    <message>
      <source>Mark this row as deleted? It stays in the history and can be restored.</source>
      <translation>이 자료에 삭제 표시를 할까요? 이력에 남으며 복원할 수 있습니다.</translation>
    </message>
    <message>
      <source>Mark {0} rows as deleted?</source>
      <translation>{0}개 행에 삭제 표시를 할까요?</translation>
    </message>
    <message>
      <source>Mark “{0}” as deleted?</source>
      <translation>“{0}”에 삭제 표시를 할까요?</translation>
    </message>
    <message>
      <source>New: {0}</source>
      <translation>새로 만들기: {0}</translation>
    </message>
    <message>
      <source>Open again</source>
      <translation>다시 검토</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>복원</translation>
    </message>
    <message>
      <source>Restore this row?</source>
      <translation>이 자료를 복원할까요?</translation>
    </message>
    <message>
      <source>Save this entry, or press Esc to drop it.</source>
      <translation>입력한 내용을 저장하거나 Esc를 눌러 버리십시오.</translation>
    </message>
    <message>
      <source>Set aside</source>
      <translation>보류</translation>
    </message>
    <message>
      <source>Set this claim aside? It stays in the list, with the reason.</source>
      <translation>이 주장을 보류할까요? 사유와 함께 목록에 남습니다.</translation>
    </message>
    <message>
      <source>Show this claim's value from now on? The other claims stay beside it.</source>
      <translation>앞으로 이 주장의 값을 표시할까요? 다른 주장도 그대로 남습니다.</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>실행 취소</translation>
    </message>
    <message>
      <source>Undo this entry? What still holds its values gets those from before, in this row and in all others that it touched. The entry stays in the ledger.</source>
      <translation>이 기록을 되돌릴까요? 이 기록의 값이 그대로 남은 항목은 이 자료와 함께 고친 다른 자료에서도 이전 값으로 돌아갑니다. 기록은 원장에 남습니다.</translation>
    </message>
    <message>
      <source>Weigh this claim again? It stands beside the others.</source>
      <translation>이 주장을 다시 검토할까요? 다른 주장과 나란히 놓입니다.</translation>
    </message>
    <message>
      <source>Why is it added? May stay empty</source>
      <translation>추가하는 이유. 비워 두어도 됨</translation>
    </message>
  </context>
  <context>
    <name>Chart</name>
    <message>
      <source>Lanes of the timeline</source>
      <translation>타임라인의 줄</translation>
    </message>
    <message>
      <source>No row has a date yet. The undated ones are listed at the left.</source>
      <translation>날짜가 있는 자료가 아직 없습니다. 날짜 미상인 자료는 왼쪽에 있습니다.</translation>
    </message>
    <message>
      <source>Nothing to show yet. Events, returns, arrivals by sea, observations and scenes appear here once they have a date.</source>
      <translation>표시할 것이 아직 없습니다. 사건, 송환, 해상 도착, 관측, 영상에 날짜가 있으면 여기에 나타납니다.</translation>
    </message>
  </context>
  <context>
    <name>Checklist</name>
    <message>
      <source>All</source>
      <translation>전체</translation>
    </message>
    <message>
      <source>Check at least one value.</source>
      <translation>값을 하나 이상 선택하십시오.</translation>
    </message>
    <message>
      <source>Find a value</source>
      <translation>값 찾기</translation>
    </message>
    <message>
      <source>Values</source>
      <translation>값</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>비어 있음</translation>
    </message>
  </context>
  <context>
    <name>ChoiceEditor</name>
    <message>
      <source>Not in the vocabulary; kept as the source's own word.</source>
      <translation>용어 목록에 없는 말이므로 출처의 표현 그대로 보존합니다.</translation>
    </message>
  </context>
  <context>
    <name>Choices</name>
    <message>
      <source>Find</source>
      <translation>찾기</translation>
    </message>
    <message>
      <source>Find in: {0}</source>
      <translation>찾을 목록: {0}</translation>
    </message>
    <message>
      <source>Selected things</source>
      <translation>선택한 대상</translation>
    </message>
    <message>
      <source>The first {first} are listed.</source>
      <translation>처음 {first}건을 보여 줍니다.</translation>
    </message>
    <message>
      <source>{n} things are selected. Choose one to read about it.</source>
      <translation>{n}건을 선택했습니다. 하나를 고르면 내용을 보여 줍니다.</translation>
    </message>
  </context>
  <context>
    <name>Chooser</name>
    <message>
      <source>Evidence and ties</source>
      <translation>증거와 연결</translation>
    </message>
    <message>
      <source>On the map</source>
      <translation>지도 위</translation>
    </message>
    <message>
      <source>People and organisations</source>
      <translation>인물과 기관</translation>
    </message>
    <message>
      <source>Table</source>
      <translation>표</translation>
    </message>
    <message>
      <source>What was said</source>
      <translation>진술</translation>
    </message>
    <message>
      <source>Without rows so far</source>
      <translation>아직 자료 없음</translation>
    </message>
  </context>
  <context>
    <name>ClaimEditor</name>
    <message>
      <source>Add claim</source>
      <translation>주장 추가</translation>
    </message>
    <message>
      <source>Adopt</source>
      <translation>채택</translation>
    </message>
    <message>
      <source>Another claim is shown now. Ctrl+Z takes it back.</source>
      <translation>다른 주장의 값을 표시합니다. Ctrl+Z로 되돌립니다.</translation>
    </message>
    <message>
      <source>Claim added. Ctrl+Z takes it back.</source>
      <translation>주장을 추가했습니다. Ctrl+Z로 되돌립니다.</translation>
    </message>
    <message>
      <source>Claims</source>
      <translation>주장</translation>
    </message>
    <message>
      <source>Claims about a field</source>
      <translation>항목에 관한 주장</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>버리기</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>유지</translation>
    </message>
    <message>
      <source>New claim…</source>
      <translation>새 주장…</translation>
    </message>
    <message>
      <source>Say what is claimed: the value is empty.</source>
      <translation>주장하는 값이 비어 있습니다. 값을 입력하십시오.</translation>
    </message>
    <message>
      <source>Show this claim's value from now on? The other claims stay beside it.</source>
      <translation>앞으로 이 주장의 값을 표시할까요? 다른 주장도 그대로 남습니다.</translation>
    </message>
    <message>
      <source>Show this value from now on</source>
      <translation>앞으로 이 값을 표시</translation>
    </message>
    <message>
      <source>The value shown so far stays beside it as a claim</source>
      <translation>지금까지의 값은 주장으로 남습니다</translation>
    </message>
    <message>
      <source>What you entered for a link or claim is not saved. Discard it?</source>
      <translation>연결이나 주장에 입력한 내용이 저장되지 않았습니다. 버릴까요?</translation>
    </message>
  </context>
  <context>
    <name>ClaimForm</name>
    <message>
      <source>About: find by name, code or words</source>
      <translation>대상: 이름, 코드, 단어로 찾기</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>취소</translation>
    </message>
    <message>
      <source>Field</source>
      <translation>항목</translation>
    </message>
    <message>
      <source>Found</source>
      <translation>검색 결과</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>사유</translation>
    </message>
    <message>
      <source>Reason, if adopted</source>
      <translation>채택하는 경우의 사유</translation>
    </message>
    <message>
      <source>Save claim</source>
      <translation>주장 저장</translation>
    </message>
    <message>
      <source>Standing</source>
      <translation>지위</translation>
    </message>
    <message>
      <source>What the words claim something about</source>
      <translation>이 말이 주장하는 대상</translation>
    </message>
  </context>
  <context>
    <name>Claims</name>
    <message>
      <source>Adopt this instead…</source>
      <translation>이 값을 채택…</translation>
    </message>
    <message>
      <source>Basis of knowledge</source>
      <translation>인지 근거</translation>
    </message>
    <message>
      <source>Certainty of identification</source>
      <translation>식별 확실성</translation>
    </message>
    <message>
      <source>Claims about {field}</source>
      <translation>{field}에 관한 주장</translation>
    </message>
    <message>
      <source>Entered by {author}, {utc}</source>
      <translation>{author} 입력, {utc}</translation>
    </message>
    <message>
      <source>New claim…</source>
      <translation>새 주장…</translation>
    </message>
    <message>
      <source>Not in the ledger</source>
      <translation>대장에 없음</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>비고</translation>
    </message>
    <message>
      <source>Open again…</source>
      <translation>다시 검토…</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>사유</translation>
    </message>
    <message>
      <source>Set aside…</source>
      <translation>보류…</translation>
    </message>
    <message>
      <source>Show on map</source>
      <translation>지도에서 보기</translation>
    </message>
    <message>
      <source>Speaks of</source>
      <translation>대상</translation>
    </message>
    <message>
      <source>a row marked as deleted</source>
      <translation>삭제 표시된 자료</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>비어 있음</translation>
    </message>
  </context>
  <context>
    <name>ColumnActions</name>
    <message>
      <source>Do not sort</source>
      <translation>정렬 안 함</translation>
    </message>
    <message>
      <source>Filter this column…</source>
      <translation>이 열 필터…</translation>
    </message>
    <message>
      <source>Hide this column</source>
      <translation>이 열 숨기기</translation>
    </message>
    <message>
      <source>Remove its filter</source>
      <translation>이 열의 필터 해제</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>모두 보기</translation>
    </message>
    <message>
      <source>Sort by this as well</source>
      <translation>정렬 기준에 추가</translation>
    </message>
    <message>
      <source>Sort downwards</source>
      <translation>내림차순 정렬</translation>
    </message>
    <message>
      <source>Sort upwards</source>
      <translation>오름차순 정렬</translation>
    </message>
  </context>
  <context>
    <name>Commands</name>
    <message>
      <source>Draw something first.</source>
      <translation>먼저 무엇인가를 그리십시오.</translation>
    </message>
    <message>
      <source>Not possible now.</source>
      <translation>지금은 할 수 없습니다.</translation>
    </message>
    <message>
      <source>Nothing else was looked at yet.</source>
      <translation>아직 다른 것을 본 적이 없습니다.</translation>
    </message>
    <message>
      <source>Select one thing first.</source>
      <translation>먼저 하나를 선택하십시오.</translation>
    </message>
    <message>
      <source>There is nothing to take back or to do again.</source>
      <translation>되돌리거나 다시 할 것이 없습니다.</translation>
    </message>
  </context>
  <context>
    <name>ConflictPage</name>
    <message>
      <source>Give it this code</source>
      <translation>이 코드 부여</translation>
    </message>
    <message>
      <source>Keep this</source>
      <translation>이 값 유지</translation>
    </message>
    <message>
      <source>Keep this one and take the other in</source>
      <translation>이쪽에 다른 쪽 병합</translation>
    </message>
    <message>
      <source>New code</source>
      <translation>새 코드</translation>
    </message>
    <message>
      <source>Or another code for the later one, {0}:</source>
      <translation>또는 나중 자료인 {0}에 다른 코드:</translation>
    </message>
    <message>
      <source>Or another value:</source>
      <translation>또는 다른 값:</translation>
    </message>
    <message>
      <source>Reason for the decision</source>
      <translation>결정한 사유</translation>
    </message>
    <message>
      <source>Take this value</source>
      <translation>이 값으로 결정</translation>
    </message>
    <message>
      <source>They are not the same</source>
      <translation>같은 것이 아님</translation>
    </message>
    <message>
      <source>This one keeps the code</source>
      <translation>이쪽이 코드를 유지</translation>
    </message>
    <message>
      <source>Why is it decided like this? For the ledger</source>
      <translation>이렇게 결정하는 사유 (원장에 기록됨)</translation>
    </message>
  </context>
  <context>
    <name>ConflictPanel</name>
    <message>
      <source>Conflicts</source>
      <translation>충돌</translation>
    </message>
    <message>
      <source>Nothing waits for a decision.

Conflicts come about when copies of a case that were changed side by side are merged.</source>
      <translation>결정을 기다리는 항목이 없습니다.

충돌은 따로 고친 사건 사본들을 병합할 때 생깁니다.</translation>
    </message>
  </context>
  <context>
    <name>CopyDialog</name>
    <message>
      <source>&amp;Passphrase of the copy</source>
      <translation>사본의 암호(&amp;P)</translation>
    </message>
    <message>
      <source>A file with a part of this case, to take along. It opens with a passphrase of its own and merges back into the case.</source>
      <translation>이 사건의 일부를 담아 가지고 다니는 파일입니다. 별도의 암호으로 열리며, 나중에 사건에 다시 병합됩니다.</translation>
    </message>
    <message>
      <source>Also persons named there who &amp;gave no account</source>
      <translation>진술하지 않은 관련 인물도 포함(&amp;G)</translation>
    </message>
    <message>
      <source>Area</source>
      <translation>구역</translation>
    </message>
    <message>
      <source>Choose a file…</source>
      <translation>파일 선택…</translation>
    </message>
    <message>
      <source>Counting…</source>
      <translation>세는 중…</translation>
    </message>
    <message>
      <source>Layers</source>
      <translation>레이어</translation>
    </message>
    <message>
      <source>Make a field copy</source>
      <translation>현장 사본 만들기</translation>
    </message>
    <message>
      <source>Once &amp;more</source>
      <translation>다시 입력(&amp;M)</translation>
    </message>
    <message>
      <source>Passphrase of the copy</source>
      <translation>사본의 암호</translation>
    </message>
    <message>
      <source>Passphrase of the copy, once more</source>
      <translation>사본의 암호 다시 입력</translation>
    </message>
    <message>
      <source>Rows of these layers go along whole, also where they rest on what other witnesses said. Of all else the copy holds only hashes, and the list of changes: who changed something when, and the reasons that were given, also for what stays here.</source>
      <translation>이 레이어의 항목은 다른 증언자의 말에 근거한 것이라도 전부 들어갑니다. 그 밖의 내용은 해시로만 남지만, 변경 목록은 모두 들어갑니다. 누가 언제 무엇을 바꾸었는지와 그 사유가, 여기에 남는 항목의 것까지 포함됩니다.</translation>
    </message>
    <message>
      <source>The two are not the same.</source>
      <translation>두 암호가 서로 다릅니다.</translation>
    </message>
    <message>
      <source>Witnesses</source>
      <translation>증언자</translation>
    </message>
    <message>
      <source>Witnesses, with all they said</source>
      <translation>증언자와 그 진술 전체</translation>
    </message>
    <message>
      <source>{0} MB of attachments</source>
      <translation>첨부 {0} MB</translation>
    </message>
    <message>
      <source>{0} rows</source>
      <translation>{0}건</translation>
    </message>
    <message>
      <source>{0} · accounts: {1}</source>
      <translation>{0} · 진술 {1}건</translation>
    </message>
  </context>
  <context>
    <name>Correcting</name>
    <message>
      <source>Cancel</source>
      <translation>취소</translation>
    </message>
    <message>
      <source>Correct the transcript</source>
      <translation>녹취록 수정</translation>
    </message>
    <message>
      <source>Corrected words</source>
      <translation>수정한 본문</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>사유</translation>
    </message>
    <message>
      <source>Save as a new revision</source>
      <translation>새 판본으로 저장</translation>
    </message>
    <message>
      <source>Throw away the correction?</source>
      <translation>수정한 내용을 버릴까요?</translation>
    </message>
    <message>
      <source>What becomes of the passages</source>
      <translation>구절의 처리</translation>
    </message>
    <message>
      <source>Why is it corrected? (required)</source>
      <translation>수정하는 이유 (필수)</translation>
    </message>
    <message>
      <source>{follow} passages follow, {lost} are to be placed again</source>
      <translation>구절 {follow}개는 따라가고 {lost}개는 다시 찾아야 합니다</translation>
    </message>
  </context>
  <context>
    <name>DateEditor</name>
    <message>
      <source>2018-03, spring 2019, before 2012 …</source>
      <translation>2018-03, spring 2019, before 2012 …</translation>
    </message>
    <message>
      <source>Kept as words, undated.</source>
      <translation>말 그대로 보존, 날짜 미상.</translation>
    </message>
    <message>
      <source>Read as {bounds}</source>
      <translation>{bounds}(으)로 읽음</translation>
    </message>
  </context>
  <context>
    <name>Dates</name>
    <message>
      <source>From</source>
      <translation>부터</translation>
    </message>
    <message>
      <source>Shows what may lie in the range.</source>
      <translation>기간에 들 수 있는 것을 모두 보여 줍니다.</translation>
    </message>
    <message>
      <source>The range ends before it begins.</source>
      <translation>범위의 끝이 시작보다 앞섭니다.</translation>
    </message>
    <message>
      <source>To</source>
      <translation>까지</translation>
    </message>
    <message>
      <source>Undated too ({n})</source>
      <translation>날짜 미상 포함 ({n})</translation>
    </message>
    <message>
      <source>{0}: 2018, March 2018 …</source>
      <translation>{0}: 2018, 2018-03 …</translation>
    </message>
    <message>
      <source>“{0}” cannot be read as a date.</source>
      <translation>“{0}”을(를) 날짜로 읽을 수 없습니다.</translation>
    </message>
  </context>
  <context>
    <name>DeletedBanner</name>
    <message>
      <source>Destroyed on {0} by {1}, since consent was withdrawn. Nothing is left.</source>
      <translation>동의 철회에 따라 {0} {1}이(가) 파기했습니다. 남은 것이 없습니다.</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>사유</translation>
    </message>
    <message>
      <source>Restore this row</source>
      <translation>이 자료 복원</translation>
    </message>
    <message>
      <source>Restore…</source>
      <translation>복원…</translation>
    </message>
    <message>
      <source>This row is marked as deleted. Nothing of it is lost.</source>
      <translation>삭제 표시된 자료입니다. 내용은 그대로 남아 있습니다.</translation>
    </message>
  </context>
  <context>
    <name>Desk</name>
    <message>
      <source>An earlier revision. It stays as it is; the newest one counts.</source>
      <translation>이전 판본입니다. 그대로 보존되며 최신 판본이 기준입니다.</translation>
    </message>
    <message>
      <source>No text was entered for this testimony yet.</source>
      <translation>이 증언에는 아직 본문이 없습니다.</translation>
    </message>
    <message>
      <source>Passages that speak of it</source>
      <translation>이것을 말하는 구절</translation>
    </message>
    <message>
      <source>Place here</source>
      <translation>여기에 두기</translation>
    </message>
    <message>
      <source>The texts have {0} and {1} paragraphs, so they may not stand side by side.</source>
      <translation>두 본문의 문단 수가 {0}개와 {1}개로 달라 나란히 맞지 않을 수 있습니다.</translation>
    </message>
    <message>
      <source>To be placed again</source>
      <translation>다시 찾아야 함</translation>
    </message>
    <message>
      <source>To be placed again ({n}): select the words they mean now</source>
      <translation>다시 찾아야 할 구절 {n}개: 지금 가리키는 단어를 선택하십시오</translation>
    </message>
    <message>
      <source>{n} passages speak of {name}</source>
      <translation>{name}을(를) 말하는 구절 {n}개</translation>
    </message>
  </context>
  <context>
    <name>DockTitle</name>
    <message>
      <source>Close</source>
      <translation>닫기</translation>
    </message>
    <message>
      <source>Close {0}</source>
      <translation>{0} 닫기</translation>
    </message>
  </context>
  <context>
    <name>DrawingActions</name>
    <message>
      <source>&amp;Draw</source>
      <translation>그리기(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Reshape selected</source>
      <translation>선택한 도형 다듬기(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Snap to what is there</source>
      <translation>기존 도형에 맞추기(&amp;S)</translation>
    </message>
    <message>
      <source>Make angles ri&amp;ght</source>
      <translation>직각으로 맞추기(&amp;G)</translation>
    </message>
    <message>
      <source>Measure &amp;area</source>
      <translation>면적 재기(&amp;A)</translation>
    </message>
    <message>
      <source>Measure &amp;length</source>
      <translation>길이 재기(&amp;L)</translation>
    </message>
  </context>
  <context>
    <name>Entering</name>
    <message>
      <source>Cancel</source>
      <translation>취소</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>저장</translation>
    </message>
    <message>
      <source>The words, as they were said. Paste or type them.</source>
      <translation>말한 그대로의 본문. 붙여 넣거나 입력하십시오.</translation>
    </message>
    <message>
      <source>Throw away what was entered?</source>
      <translation>입력한 내용을 버릴까요?</translation>
    </message>
    <message>
      <source>Words</source>
      <translation>단어</translation>
    </message>
  </context>
  <context>
    <name>Fader</name>
    <message>
      <source>Opacity</source>
      <translation>불투명도</translation>
    </message>
    <message>
      <source>Opacity of the imagery</source>
      <translation>위성영상 불투명도</translation>
    </message>
  </context>
  <context>
    <name>FieldCopies</name>
    <message>
      <source>&amp;Everywhere</source>
      <translation>전체(&amp;E)</translation>
    </message>
    <message>
      <source>A field copy with {0} rows was written to {1}.</source>
      <translation>{0}건을 담은 현장 사본을 {1}에 저장했습니다.</translation>
    </message>
    <message>
      <source>All else of the case is not in this file. Merge it back at home.</source>
      <translation>사건의 나머지는 이 파일에 없습니다. 돌아가서 다시 병합하십시오.</translation>
    </message>
    <message numerus="yes">
      <source>Around the %n selected</source>
      <translation>
        <numerusform>선택한 %n건 주변</numerusform>
      </translation>
    </message>
    <message>
      <source>Around what is selected</source>
      <translation>선택한 항목 주변</translation>
    </message>
    <message>
      <source>Field copy</source>
      <translation>현장 사본</translation>
    </message>
    <message>
      <source>Layers: {0}</source>
      <translation>레이어: {0}</translation>
    </message>
    <message>
      <source>Made on {0} by {1}, with {2} rows of the case.</source>
      <translation>{0} {1} 작성, 사건의 {2}건 포함.</translation>
    </message>
    <message>
      <source>What the map &amp;shows</source>
      <translation>지도에 보이는 구역(&amp;S)</translation>
    </message>
    <message>
      <source>Witnesses: {0}</source>
      <translation>증언자: {0}</translation>
    </message>
    <message>
      <source>Writing the field copy…</source>
      <translation>현장 사본을 쓰는 중…</translation>
    </message>
    <message>
      <source>{0} (field copy)</source>
      <translation>{0} (현장 사본)</translation>
    </message>
  </context>
  <context>
    <name>Fields</name>
    <message>
      <source>+ claim</source>
      <translation>+ 주장</translation>
    </message>
    <message>
      <source>1 claim</source>
      <translation>주장 1건</translation>
    </message>
    <message>
      <source>Hide empty fields</source>
      <translation>빈 항목 숨기기</translation>
    </message>
    <message>
      <source>Nobody's claim is behind this yet. Enter one.</source>
      <translation>아직 근거가 되는 주장이 없습니다. 하나를 입력하십시오.</translation>
    </message>
    <message>
      <source>Show 1 empty field</source>
      <translation>빈 항목 1개 보기</translation>
    </message>
    <message>
      <source>Show {n} empty fields</source>
      <translation>빈 항목 {n}개 보기</translation>
    </message>
    <message>
      <source>Who says what, and which value is shown</source>
      <translation>누가 무엇을 말했고 어떤 값을 표시하는지</translation>
    </message>
    <message>
      <source>a row marked as deleted</source>
      <translation>삭제 표시된 자료</translation>
    </message>
    <message>
      <source>read all</source>
      <translation>전체 읽기</translation>
    </message>
    <message>
      <source>{n} claims</source>
      <translation>주장 {n}건</translation>
    </message>
  </context>
  <context>
    <name>FilterChip</name>
    <message>
      <source>Remove the filter {0}</source>
      <translation>{0} 필터 해제</translation>
    </message>
  </context>
  <context>
    <name>FilterPopup</name>
    <message>
      <source>Apply</source>
      <translation>적용</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>지우기</translation>
    </message>
    <message>
      <source>Empty ({n})</source>
      <translation>비어 있음 ({n})</translation>
    </message>
    <message>
      <source>Filter: {0}</source>
      <translation>필터: {0}</translation>
    </message>
    <message>
      <source>Not empty ({n})</source>
      <translation>비어 있지 않음 ({n})</translation>
    </message>
  </context>
  <context>
    <name>Filters</name>
    <message>
      <source>All tables</source>
      <translation>모든 표</translation>
    </message>
    <message>
      <source>By whom</source>
      <translation>작성자</translation>
    </message>
    <message>
      <source>Everybody</source>
      <translation>모든 작성자</translation>
    </message>
    <message>
      <source>From</source>
      <translation>부터</translation>
    </message>
    <message>
      <source>From day</source>
      <translation>시작 날짜</translation>
    </message>
    <message>
      <source>Of which table</source>
      <translation>표</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>모두 보기</translation>
    </message>
    <message>
      <source>Until day</source>
      <translation>끝 날짜</translation>
    </message>
    <message>
      <source>until</source>
      <translation>까지</translation>
    </message>
    <message>
      <source>year-month-day</source>
      <translation>연-월-일</translation>
    </message>
  </context>
  <context>
    <name>FindBar</name>
    <message>
      <source>Find in the text</source>
      <translation>본문에서 찾기</translation>
    </message>
    <message>
      <source>Next (Enter)</source>
      <translation>다음 (Enter)</translation>
    </message>
    <message>
      <source>Previous (Shift+Enter)</source>
      <translation>이전 (Shift+Enter)</translation>
    </message>
    <message>
      <source>not found</source>
      <translation>찾지 못함</translation>
    </message>
  </context>
  <context>
    <name>Finding</name>
    <message>
      <source>Searching…</source>
      <translation>검색 중…</translation>
    </message>
  </context>
  <context>
    <name>Finishing</name>
    <message>
      <source>Give “{0}” this course?

The one it had stays beside it as a claim.</source>
      <translation>“{0}”의 경로를 이렇게 바꿀까요?

이전 경로는 주장으로 남습니다.</translation>
    </message>
    <message>
      <source>Reshape</source>
      <translation>다듬기</translation>
    </message>
  </context>
  <context>
    <name>Form</name>
    <message>
      <source>Cancel</source>
      <translation>취소</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>버리기</translation>
    </message>
    <message>
      <source>Keep editing</source>
      <translation>계속 편집</translation>
    </message>
    <message>
      <source>Nothing was changed.</source>
      <translation>바뀐 것이 없습니다.</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>사유</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>저장</translation>
    </message>
    <message>
      <source>What you entered is not saved. Discard it?</source>
      <translation>입력한 내용이 저장되지 않았습니다. 버릴까요?</translation>
    </message>
    <message>
      <source>Why is this changed?</source>
      <translation>바꾸는 이유</translation>
    </message>
  </context>
  <context>
    <name>GenerationTable</name>
    <message>
      <source>Backups, the newest first</source>
      <translation>백업 목록(최신순)</translation>
    </message>
    <message>
      <source>Case</source>
      <translation>사건</translation>
    </message>
    <message>
      <source>Entries</source>
      <translation>기록</translation>
    </message>
    <message>
      <source>Fingerprint</source>
      <translation>지문</translation>
    </message>
    <message>
      <source>Made</source>
      <translation>만든 때</translation>
    </message>
    <message>
      <source>No.</source>
      <translation>번호</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>크기</translation>
    </message>
  </context>
  <context>
    <name>GotoDialog</name>
    <message>
      <source>&amp;Coordinates or map link</source>
      <translation>좌표 또는 지도 링크(&amp;C)</translation>
    </message>
    <message>
      <source>Coordinates or map link</source>
      <translation>좌표 또는 지도 링크</translation>
    </message>
    <message>
      <source>Decimal degrees, degrees and minutes, UTM, MGRS, or a link to a map.</source>
      <translation>십진 도, 도·분, UTM, MGRS 또는 지도 링크.</translation>
    </message>
    <message>
      <source>Go</source>
      <translation>이동</translation>
    </message>
    <message>
      <source>Go to</source>
      <translation>이동</translation>
    </message>
  </context>
  <context>
    <name>Gutter</name>
    <message>
      <source>List the rows of this lane that have no date</source>
      <translation>이 줄에서 날짜 미상인 자료 보기</translation>
    </message>
    <message>
      <source>Stretch of time that is shown</source>
      <translation>표시 중인 기간</translation>
    </message>
  </context>
  <context>
    <name>Head</name>
    <message>
      <source>Close</source>
      <translation>닫기</translation>
    </message>
    <message>
      <source>Close (Esc)</source>
      <translation>닫기 (Esc)</translation>
    </message>
  </context>
  <context>
    <name>Header</name>
    <message>
      <source>Add transcript…</source>
      <translation>녹취록 추가…</translation>
    </message>
    <message>
      <source>Add translation…</source>
      <translation>번역문 추가…</translation>
    </message>
    <message>
      <source>All</source>
      <translation>전체</translation>
    </message>
    <message>
      <source>All testimonies and accounts (Alt+Home)</source>
      <translation>증언과 진술 전체 (Alt+Home)</translation>
    </message>
    <message>
      <source>Basis</source>
      <translation>근거</translation>
    </message>
    <message>
      <source>Both texts</source>
      <translation>두 본문</translation>
    </message>
    <message>
      <source>Clear range</source>
      <translation>기간 해제</translation>
    </message>
    <message>
      <source>Consent withdrawn…</source>
      <translation>동의 철회…</translation>
    </message>
    <message>
      <source>Copy code</source>
      <translation>코드 복사</translation>
    </message>
    <message>
      <source>Copy coordinates</source>
      <translation>좌표 복사</translation>
    </message>
    <message>
      <source>Correct the transcript</source>
      <translation>녹취록 수정</translation>
    </message>
    <message>
      <source>Correct…</source>
      <translation>수정…</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>날짜</translation>
    </message>
    <message>
      <source>Document</source>
      <translation>문서</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>편집</translation>
    </message>
    <message>
      <source>Edit all fields; F2 or a double click edits one</source>
      <translation>모든 항목 편집. F2 또는 두 번 클릭하면 한 항목만 편집</translation>
    </message>
    <message>
      <source>Find in the text (Ctrl+F)</source>
      <translation>본문에서 찾기 (Ctrl+F)</translation>
    </message>
    <message>
      <source>From</source>
      <translation>부터</translation>
    </message>
    <message>
      <source>Interview</source>
      <translation>면담</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>언어</translation>
    </message>
    <message>
      <source>Larger letters (Alt++)</source>
      <translation>글자 크게 (Alt++)</translation>
    </message>
    <message>
      <source>Made up for demonstration; never a fact</source>
      <translation>시연용으로 지어낸 자료이며 사실이 아님</translation>
    </message>
    <message>
      <source>Mark as deleted…</source>
      <translation>삭제 표시…</translation>
    </message>
    <message>
      <source>More</source>
      <translation>더 보기</translation>
    </message>
    <message>
      <source>More actions</source>
      <translation>기타 작업</translation>
    </message>
    <message>
      <source>Move</source>
      <translation>이동</translation>
    </message>
    <message>
      <source>Move the point on the map</source>
      <translation>지도에서 점 옮기기</translation>
    </message>
    <message>
      <source>Next passage (Alt+Down)</source>
      <translation>다음 구절 (Alt+Down)</translation>
    </message>
    <message>
      <source>Paragraph or page</source>
      <translation>문단 또는 쪽</translation>
    </message>
    <message>
      <source>Passages</source>
      <translation>구절</translation>
    </message>
    <message>
      <source>Previous passage (Alt+Up)</source>
      <translation>이전 구절 (Alt+Up)</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>검토 상태</translation>
    </message>
    <message>
      <source>Revision of the transcript</source>
      <translation>녹취록 판본</translation>
    </message>
    <message>
      <source>Revision {n}</source>
      <translation>판본 {n}</translation>
    </message>
    <message>
      <source>Show everything that has a date</source>
      <translation>날짜가 있는 것 모두 보기</translation>
    </message>
    <message>
      <source>Show less time</source>
      <translation>더 짧은 기간 보기</translation>
    </message>
    <message>
      <source>Show more time</source>
      <translation>더 긴 기간 보기</translation>
    </message>
    <message>
      <source>Show undated rows on the map and in lists although a range is chosen</source>
      <translation>기간을 골라도 날짜 미상인 자료를 지도와 목록에 표시</translation>
    </message>
    <message>
      <source>Smaller letters (Alt+−)</source>
      <translation>글자 작게 (Alt+−)</translation>
    </message>
    <message>
      <source>The Korean name is our rendering.</source>
      <translation>한글 이름은 자체 표기입니다.</translation>
    </message>
    <message>
      <source>This range ends before it begins.</source>
      <translation>기간의 끝이 시작보다 앞섭니다.</translation>
    </message>
    <message>
      <source>To</source>
      <translation>까지</translation>
    </message>
    <message>
      <source>Transcript</source>
      <translation>녹취록</translation>
    </message>
    <message>
      <source>Translation</source>
      <translation>번역문</translation>
    </message>
    <message>
      <source>Undated too</source>
      <translation>날짜 미상 포함</translation>
    </message>
    <message>
      <source>What the passages carry</source>
      <translation>구절에 담긴 것</translation>
    </message>
    <message>
      <source>Which texts to show</source>
      <translation>표시할 본문</translation>
    </message>
    <message>
      <source>Witness</source>
      <translation>증언자</translation>
    </message>
    <message>
      <source>Zoom to</source>
      <translation>확대</translation>
    </message>
    <message>
      <source>invented</source>
      <translation>가상</translation>
    </message>
    <message>
      <source>open</source>
      <translation>제한 없음</translation>
    </message>
    <message>
      <source>our rendering</source>
      <translation>자체 표기</translation>
    </message>
    <message>
      <source>“{0}” is not understood as a date. Try 2018-03 or spring 2019.</source>
      <translation>“{0}”을(를) 날짜로 이해하지 못했습니다. 2018-03 또는 spring 2019처럼 쓰십시오.</translation>
    </message>
  </context>
  <context>
    <name>History</name>
    <message>
      <source>No entry of the ledger names this row.</source>
      <translation>이 자료를 다룬 대장 기록이 없습니다.</translation>
    </message>
    <message>
      <source>Show earlier entries ({n})</source>
      <translation>이전 기록 더 보기 ({n})</translation>
    </message>
  </context>
  <context>
    <name>IdentityDesk</name>
    <message>
      <source>Identity</source>
      <translation>신원</translation>
    </message>
    <message>
      <source>Make the identity file</source>
      <translation>신원 파일 만들기</translation>
    </message>
    <message>
      <source>Making the identity file…</source>
      <translation>신원 파일을 만드는 중…</translation>
    </message>
    <message>
      <source>New identity file</source>
      <translation>새 신원 파일</translation>
    </message>
    <message>
      <source>Open the identity file</source>
      <translation>신원 파일 열기</translation>
    </message>
    <message>
      <source>Wrong passphrase or damaged file. Nothing was written.</source>
      <translation>암호가 틀렸거나 파일이 손상되었습니다. 아무것도 기록하지 않았습니다.</translation>
    </message>
    <message>
      <source>“{0}” will hold names, contacts and risk, apart from the case and under a passphrase of its own. It need not travel with the case. If the passphrase is lost, nobody can open it again.</source>
      <translation>“{0}”에는 이름, 연락처, 위험이 사건과 따로, 별도의 암호로 보관됩니다. 사건과 함께 가지고 다닐 필요가 없습니다. 암호를 잃으면 아무도 다시 열 수 없습니다.</translation>
    </message>
  </context>
  <context>
    <name>IdentityDialog</name>
    <message>
      <source>&amp;Reason</source>
      <translation>사유(&amp;R)</translation>
    </message>
    <message>
      <source>Discard it</source>
      <translation>버리기</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>계속 입력</translation>
    </message>
    <message>
      <source>Identity of {0}</source>
      <translation>{0}의 신원</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>사유</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>저장</translation>
    </message>
    <message>
      <source>What you typed was not saved.</source>
      <translation>입력한 내용을 저장하지 않았습니다.</translation>
    </message>
    <message>
      <source>for the ledger of the identity file</source>
      <translation>신원 파일의 원장에 남길 사유</translation>
    </message>
  </context>
  <context>
    <name>IdentityPanel</name>
    <message>
      <source>Change…</source>
      <translation>수정…</translation>
    </message>
    <message>
      <source>Close the identity file</source>
      <translation>신원 파일 닫기</translation>
    </message>
    <message>
      <source>Make…</source>
      <translation>만들기…</translation>
    </message>
    <message>
      <source>No identity file is open.</source>
      <translation>열린 신원 파일이 없습니다.</translation>
    </message>
    <message>
      <source>Nothing is known of this person.</source>
      <translation>이 인물에 대해 적힌 것이 없습니다.</translation>
    </message>
    <message>
      <source>Open…</source>
      <translation>열기…</translation>
    </message>
  </context>
  <context>
    <name>ImageryShelf</name>
    <message>
      <source>Add imagery</source>
      <translation>위성영상 추가</translation>
    </message>
    <message>
      <source>Imagery (*.mbtiles *.tif *.tiff);;All files (*)</source>
      <translation>위성영상 (*.mbtiles *.tif *.tiff);;모든 파일 (*)</translation>
    </message>
  </context>
  <context>
    <name>ImportDialog</name>
    <message>
      <source>1 January means the year only</source>
      <translation>1월 1일은 연도만 아는 것으로 처리</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>선택…</translation>
    </message>
    <message>
      <source>Columns left out: {0}</source>
      <translation>제외된 열: {0}</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>가져오기</translation>
    </message>
    <message>
      <source>Import {0}</source>
      <translation>{0} 가져오기</translation>
    </message>
    <message>
      <source>Line</source>
      <translation>줄</translation>
    </message>
    <message>
      <source>Otherwise the file's value becomes a rival claim beside the one shown now.</source>
      <translation>그러지 않으면 파일의 값은 지금 값 옆에 경쟁 주장으로 남습니다.</translation>
    </message>
    <message>
      <source>Reading {0}…</source>
      <translation>{0} 읽는 중…</translation>
    </message>
    <message>
      <source>Rows read: {0} ({1}). New: {2}, changed: {3}, known already: {4}.</source>
      <translation>읽은 행: {0} ({1}). 새 자료: {2}, 변경: {3}, 이미 있음: {4}.</translation>
    </message>
    <message>
      <source>Rows that differ from the case: {0}. They become rival claims.</source>
      <translation>사건 파일과 다른 행: {0}. 경쟁 주장으로 들어갑니다.</translation>
    </message>
    <message>
      <source>Rows that need a look</source>
      <translation>확인이 필요한 행</translation>
    </message>
    <message>
      <source>Rows without a place: {0}, refused: {1}.</source>
      <translation>위치 없는 행: {0}, 거부: {1}.</translation>
    </message>
    <message>
      <source>Say what the rows of this file are.</source>
      <translation>이 파일의 행이 무엇인지 고르십시오.</translation>
    </message>
    <message>
      <source>The rows are</source>
      <translation>행의 종류</translation>
    </message>
    <message>
      <source>There is nothing to import.</source>
      <translation>가져올 것이 없습니다.</translation>
    </message>
    <message>
      <source>This very file was imported before.</source>
      <translation>이미 가져온 파일입니다.</translation>
    </message>
    <message>
      <source>What</source>
      <translation>내용</translation>
    </message>
    <message>
      <source>Where a known row differs, adopt the file's value</source>
      <translation>기존 자료와 다르면 파일의 값을 채택</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>이유</translation>
    </message>
    <message>
      <source>kept as words</source>
      <translation>말 그대로 보존</translation>
    </message>
    <message>
      <source>no place</source>
      <translation>위치 없음</translation>
    </message>
    <message>
      <source>refused</source>
      <translation>거부됨</translation>
    </message>
    <message>
      <source>remark</source>
      <translation>참고</translation>
    </message>
    <message>
      <source>rival claim</source>
      <translation>경쟁 주장</translation>
    </message>
    <message>
      <source>{0}, {1}: the file says “{2}”, the case nothing</source>
      <translation>{0}, {1}: 파일은 “{2}”, 사건 파일에는 없음</translation>
    </message>
    <message>
      <source>{0}, {1}: the file says “{2}”, the case “{3}”</source>
      <translation>{0}, {1}: 파일은 “{2}”, 사건 파일은 “{3}”</translation>
    </message>
  </context>
  <context>
    <name>Inspector</name>
    <message>
      <source>Back</source>
      <translation>뒤로</translation>
    </message>
    <message>
      <source>Click a place on the map, or search with Ctrl+K.

What is said of it, and by whom, appears here.</source>
      <translation>지도에서 장소를 클릭하거나 Ctrl+K로 검색하십시오.

그곳에 대해 누가 무엇을 말했는지 여기에 나타납니다.</translation>
    </message>
    <message>
      <source>Forward</source>
      <translation>앞으로</translation>
    </message>
    <message>
      <source>Inspector</source>
      <translation>상세 정보</translation>
    </message>
    <message>
      <source>This row is not in the case.</source>
      <translation>사건 파일에 없는 자료입니다.</translation>
    </message>
    <message>
      <source>This row is not in this field copy.</source>
      <translation>이 항목은 이 현장 사본에 없습니다.</translation>
    </message>
  </context>
  <context>
    <name>LayerTree</name>
    <message>
      <source>Double-click zooms to the layer</source>
      <translation>두 번 클릭하면 레이어로 확대합니다</translation>
    </message>
    <message>
      <source>Layers</source>
      <translation>레이어</translation>
    </message>
    <message>
      <source>Link to…</source>
      <translation>연결…</translation>
    </message>
    <message>
      <source>Map and imagery</source>
      <translation>지도와 위성영상</translation>
    </message>
    <message>
      <source>Open to list what has no place on the map</source>
      <translation>펼치면 지도에 위치가 없는 자료를 보여 줍니다</translation>
    </message>
    <message>
      <source>Overview map</source>
      <translation>개관 지도</translation>
    </message>
    <message>
      <source>Place names</source>
      <translation>지명</translation>
    </message>
    <message>
      <source>Remove imagery</source>
      <translation>위성영상 빼기</translation>
    </message>
    <message>
      <source>Show it</source>
      <translation>보기</translation>
    </message>
    <message>
      <source>Show only this layer</source>
      <translation>이 레이어만 보기</translation>
    </message>
    <message>
      <source>Without a place</source>
      <translation>위치 없음</translation>
    </message>
    <message>
      <source>Zoom to layer</source>
      <translation>레이어로 확대</translation>
    </message>
    <message>
      <source>and {0} more</source>
      <translation>외 {0}건</translation>
    </message>
    <message>
      <source>other or not stated</source>
      <translation>기타 또는 언급 없음</translation>
    </message>
    <message>
      <source>{0} in the case</source>
      <translation>사건 파일에 {0}건</translation>
    </message>
    <message>
      <source>{0} of {1} are on the map, {2} have no place</source>
      <translation>{1}건 중 {0}건은 지도에 있고 {2}건은 위치가 없음</translation>
    </message>
  </context>
  <context>
    <name>Layouts</name>
    <message>
      <source>&amp;Arrange panels</source>
      <translation>패널 배치(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Map with timeline</source>
      <translation>지도와 타임라인(&amp;M)</translation>
    </message>
    <message>
      <source>&amp;Reading</source>
      <translation>열람(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Table</source>
      <translation>표(&amp;T)</translation>
    </message>
    <message>
      <source>Map &amp;only</source>
      <translation>지도만(&amp;O)</translation>
    </message>
  </context>
  <context>
    <name>LedgerModel</name>
    <message>
      <source>By</source>
      <translation>작성자</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>행</translation>
    </message>
    <message>
      <source>What</source>
      <translation>내용</translation>
    </message>
    <message>
      <source>When</source>
      <translation>시각</translation>
    </message>
  </context>
  <context>
    <name>LedgerPanel</name>
    <message>
      <source>Entries of the ledger</source>
      <translation>원장 기록 수</translation>
    </message>
    <message>
      <source>Give the field the value “{0}” again? What it holds now stays in the history.</source>
      <translation>이 항목의 값을 다시 “{0}”(으)로 바꿀까요? 지금 값은 이력에 남습니다.</translation>
    </message>
    <message>
      <source>History of the case</source>
      <translation>사건 이력</translation>
    </message>
    <message>
      <source>No entry is like this.</source>
      <translation>해당하는 기록이 없습니다.</translation>
    </message>
    <message>
      <source>Of {n} rows the content was destroyed.</source>
      <translation>자료 {n}건의 내용이 파기되었습니다.</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>복원</translation>
    </message>
    <message>
      <source>The chosen entry</source>
      <translation>선택한 기록</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>실행 취소</translation>
    </message>
    <message>
      <source>Undo this entry? What still holds its values gets those from before. The entry stays in the ledger.</source>
      <translation>이 기록을 되돌릴까요? 이 기록의 값이 그대로 남은 항목은 이전 값으로 돌아갑니다. 기록은 원장에 남습니다.</translation>
    </message>
    <message>
      <source>What it did to {n} rows is not in this copy of the case.</source>
      <translation>자료 {n}건에 대한 내용은 이 사본에 없습니다.</translation>
    </message>
    <message>
      <source>… and {n} more rows</source>
      <translation>… 외 자료 {n}건</translation>
    </message>
  </context>
  <context>
    <name>LeftOverDialog</name>
    <message>
      <source>Not saved before the case was locked</source>
      <translation>잠그기 전에 저장하지 않은 내용</translation>
    </message>
    <message>
      <source>These words had been typed and not saved. Copy them where they belong: they are gone when this window is closed.</source>
      <translation>입력했으나 저장하지 않은 내용입니다. 필요한 곳에 복사하십시오. 이 창을 닫으면 사라집니다.</translation>
    </message>
    <message>
      <source>Words that were typed</source>
      <translation>입력했던 내용</translation>
    </message>
  </context>
  <context>
    <name>LinkBar</name>
    <message>
      <source>Link account</source>
      <translation>진술 연결</translation>
    </message>
    <message>
      <source>Link this to a place, an event, anything (L)</source>
      <translation>이 대상을 장소, 사건 등 무엇에든 연결 (L)</translation>
    </message>
    <message>
      <source>Link to map…</source>
      <translation>지도에 연결…</translation>
    </message>
    <message>
      <source>Link to…</source>
      <translation>연결…</translation>
    </message>
    <message>
      <source>Testimonies, passages and accounts that speak of this</source>
      <translation>이 대상을 말하는 증언, 구절, 진술</translation>
    </message>
  </context>
  <context>
    <name>LinkEditor</name>
    <message>
      <source>Change a link</source>
      <translation>연결 수정</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>버리기</translation>
    </message>
    <message>
      <source>Edit link</source>
      <translation>연결 편집</translation>
    </message>
    <message>
      <source>It stays in the history; Ctrl+Z brings it back</source>
      <translation>이력에 남으며 Ctrl+Z로 되살립니다</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>유지</translation>
    </message>
    <message>
      <source>Link changed. Ctrl+Z takes it back.</source>
      <translation>연결을 수정했습니다. Ctrl+Z로 되돌립니다.</translation>
    </message>
    <message>
      <source>Link removed. Ctrl+Z brings it back.</source>
      <translation>연결을 해제했습니다. Ctrl+Z로 되살립니다.</translation>
    </message>
    <message>
      <source>Link turned round. Ctrl+Z takes it back.</source>
      <translation>연결 방향을 바꿨습니다. Ctrl+Z로 되돌립니다.</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>사유</translation>
    </message>
    <message>
      <source>Reason for the ledger; may stay empty</source>
      <translation>대장에 남길 사유. 비워 두어도 됨</translation>
    </message>
    <message>
      <source>Remove link</source>
      <translation>연결 해제</translation>
    </message>
    <message>
      <source>Said in passage</source>
      <translation>말한 구절</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>저장</translation>
    </message>
    <message>
      <source>What you entered for a link or claim is not saved. Discard it?</source>
      <translation>연결이나 주장에 입력한 내용이 저장되지 않았습니다. 버릴까요?</translation>
    </message>
  </context>
  <context>
    <name>LinkPicker</name>
    <message>
      <source>Click what it shall be linked to.</source>
      <translation>연결할 대상을 클릭하십시오.</translation>
    </message>
    <message>
      <source>Click where the place is. Enter takes the middle of the map.</source>
      <translation>장소의 위치를 클릭하십시오. Enter를 누르면 지도 중앙을 씁니다.</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>버리기</translation>
    </message>
    <message>
      <source>Give it at least a name, a place or a date.</source>
      <translation>이름, 장소, 날짜 중 하나는 입력하십시오.</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>유지</translation>
    </message>
    <message>
      <source>Link</source>
      <translation>연결</translation>
    </message>
    <message>
      <source>Nothing is drawn there.</source>
      <translation>그곳에는 아무것도 없습니다.</translation>
    </message>
    <message>
      <source>Picked on the map</source>
      <translation>지도에서 고름</translation>
    </message>
    <message>
      <source>Press Enter once more to link the first of these.</source>
      <translation>Enter를 한 번 더 누르면 첫 번째 대상에 연결합니다.</translation>
    </message>
    <message>
      <source>Say how the two belong together: choose a role.</source>
      <translation>두 대상의 관계를 고르십시오.</translation>
    </message>
    <message>
      <source>That is the thing itself.</source>
      <translation>바로 그 대상 자신입니다.</translation>
    </message>
    <message>
      <source>What you entered for a link or claim is not saved. Discard it?</source>
      <translation>연결이나 주장에 입력한 내용이 저장되지 않았습니다. 버릴까요?</translation>
    </message>
    <message>
      <source>new: {kind}</source>
      <translation>새로 만듦: {kind}</translation>
    </message>
    <message>
      <source>{n} links to: </source>
      <translation>연결 {n}건, 대상: </translation>
    </message>
  </context>
  <context>
    <name>Linker</name>
    <message>
      <source>&amp;Link to…</source>
      <translation>연결(&amp;L)…</translation>
    </message>
    <message>
      <source>Link what is selected to other things (L)</source>
      <translation>선택한 것을 다른 대상에 연결 (L)</translation>
    </message>
    <message>
      <source>Linked: {what}. Ctrl+Z takes it back.</source>
      <translation>연결함: {what}. Ctrl+Z로 되돌립니다.</translation>
    </message>
    <message>
      <source>Select one thing first, then press L to link it.</source>
      <translation>먼저 대상을 하나 선택한 다음 L을 눌러 연결하십시오.</translation>
    </message>
    <message>
      <source>This cannot be linked: it is not a thing of this case.</source>
      <translation>이 사건 파일의 대상이 아니므로 연결할 수 없습니다.</translation>
    </message>
    <message>
      <source>This case is open for reading only; nothing can be linked.</source>
      <translation>읽기 전용으로 열려 있어 연결할 수 없습니다.</translation>
    </message>
    <message>
      <source>{n} existed already and were left as they are.</source>
      <translation>{n}건은 이미 있어 그대로 두었습니다.</translation>
    </message>
    <message>
      <source>{n} links made. Ctrl+Z takes them back.</source>
      <translation>연결 {n}건을 만들었습니다. Ctrl+Z로 되돌립니다.</translation>
    </message>
  </context>
  <context>
    <name>Listing</name>
    <message>
      <source>Row</source>
      <translation>자료</translation>
    </message>
    <message>
      <source>What derives from it</source>
      <translation>딸린 자료</translation>
    </message>
    <message>
      <source>What happens</source>
      <translation>처리</translation>
    </message>
    <message>
      <source>Why it is here</source>
      <translation>목록에 오른 이유</translation>
    </message>
    <message>
      <source>destroyed</source>
      <translation>파기</translation>
    </message>
    <message>
      <source>emptied: {0}</source>
      <translation>비움: {0}</translation>
    </message>
    <message>
      <source>stays as it is</source>
      <translation>그대로 둠</translation>
    </message>
  </context>
  <context>
    <name>Loading</name>
    <message>
      <source>It could not be read.</source>
      <translation>읽을 수 없습니다.</translation>
    </message>
  </context>
  <context>
    <name>LockPage</name>
    <message>
      <source>Close the case</source>
      <translation>사건 닫기</translation>
    </message>
    <message>
      <source>Locked</source>
      <translation>잠김</translation>
    </message>
    <message>
      <source>Passphrase</source>
      <translation>암호</translation>
    </message>
    <message>
      <source>Unlock</source>
      <translation>잠금 풀기</translation>
    </message>
    <message>
      <source>What you had typed and not saved is kept until then.</source>
      <translation>입력하고 저장하지 않은 내용은 그때까지 보관됩니다.</translation>
    </message>
    <message>
      <source>“{0}” is closed and encrypted. With its passphrase you come back to where you were.</source>
      <translation>“{0}” 파일은 닫혔고 암호화되어 있습니다. 암호를 넣으면 하던 곳으로 돌아갑니다.</translation>
    </message>
  </context>
  <context>
    <name>Locking</name>
    <message>
      <source>Discard them</source>
      <translation>버리기</translation>
    </message>
    <message>
      <source>Stay</source>
      <translation>머무르기</translation>
    </message>
    <message>
      <source>This case is not encrypted, so it cannot be locked: anyone who has the file can read it. Close it instead, or keep it in a new case with a passphrase.</source>
      <translation>이 사건은 암호화되어 있지 않아 잠글 수 없습니다. 파일을 가진 사람은 누구나 읽을 수 있습니다. 대신 사건을 닫거나, 암호가 있는 새 사건에 보관하십시오.</translation>
    </message>
    <message>
      <source>Words that you typed and did not save are kept until the case is unlocked.</source>
      <translation>입력하고 저장하지 않은 내용이 잠금을 풀 때까지 보관되어 있습니다.</translation>
    </message>
    <message>
      <source>Wrong passphrase or damaged file. Nothing was written.</source>
      <translation>암호가 틀렸거나 파일이 손상되었습니다. 아무것도 기록하지 않았습니다.</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>Inspector</source>
      <translation>상세 정보</translation>
    </message>
    <message>
      <source>Layers</source>
      <translation>레이어</translation>
    </message>
    <message>
      <source>None yet</source>
      <translation>아직 없음</translation>
    </message>
  </context>
  <context>
    <name>ManualDialog</name>
    <message>
      <source>Manual</source>
      <translation>사용 설명서</translation>
    </message>
  </context>
  <context>
    <name>MapCanvas</name>
    <message>
      <source>Map</source>
      <translation>지도</translation>
    </message>
  </context>
  <context>
    <name>MapMenu</name>
    <message>
      <source>&amp;Copy {0}</source>
      <translation>{0} 복사(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Move it on the map</source>
      <translation>지도에서 옮기기(&amp;M)</translation>
    </message>
    <message>
      <source>&amp;Zoom to it</source>
      <translation>확대하여 보기(&amp;Z)</translation>
    </message>
    <message>
      <source>Ce&amp;ntre the map here</source>
      <translation>여기를 지도 가운데로(&amp;N)</translation>
    </message>
    <message>
      <source>Link an &amp;account to it…</source>
      <translation>진술 연결(&amp;A)…</translation>
    </message>
  </context>
  <context>
    <name>Margin</name>
    <message>
      <source>Basis of knowledge: {0}</source>
      <translation>인지 근거: {0}</translation>
    </message>
    <message>
      <source>Margin labels</source>
      <translation>여백 표시</translation>
    </message>
    <message>
      <source>not assessed</source>
      <translation>미평가</translation>
    </message>
  </context>
  <context>
    <name>Menus</name>
    <message>
      <source>&amp;Case</source>
      <translation>사건(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Draw</source>
      <translation>그리기(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>편집(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;Export</source>
      <translation>내보내기(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>파일(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Go</source>
      <translation>이동(&amp;G)</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>도움말(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Language</source>
      <translation>언어(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Recent cases</source>
      <translation>최근 사건 파일(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>화면 테마(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>보기(&amp;V)</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>메뉴</translation>
    </message>
  </context>
  <context>
    <name>MergeDialog</name>
    <message>
      <source>&amp;Passphrase of the other file</source>
      <translation>다른 파일의 암호(&amp;P)</translation>
    </message>
    <message>
      <source>A bundle or a file that can only be read gets nothing.</source>
      <translation>꾸러미나 읽기 전용 파일에는 넣지 않습니다.</translation>
    </message>
    <message>
      <source>Everything that was written in “{0}” and not here is taken in. Nothing is overwritten: where both sides wrote different things, both are kept until somebody decides.</source>
      <translation>“{0}”에만 있는 기록을 모두 들여옵니다. 덮어쓰는 것은 없습니다. 양쪽이 다르게 적은 것은 누군가 결정할 때까지 둘 다 보관됩니다.</translation>
    </message>
    <message>
      <source>Merge</source>
      <translation>병합</translation>
    </message>
    <message>
      <source>Merge with another file</source>
      <translation>다른 파일과 병합</translation>
    </message>
    <message>
      <source>Passphrase of the other file</source>
      <translation>다른 파일의 암호</translation>
    </message>
    <message>
      <source>The &amp;other file gets what is here, too</source>
      <translation>다른 파일에도 이쪽 기록을 넣기(&amp;O)</translation>
    </message>
    <message>
      <source>if it needs one</source>
      <translation>필요한 경우</translation>
    </message>
  </context>
  <context>
    <name>Merging</name>
    <message>
      <source>&amp;Conflicts</source>
      <translation>충돌(&amp;C)</translation>
    </message>
    <message>
      <source>Bundles (*{0})</source>
      <translation>꾸러미 (*{0})</translation>
    </message>
    <message>
      <source>Cases and bundles (*.gpkg *{0});;All files (*)</source>
      <translation>사건과 꾸러미 (*.gpkg *{0});;모든 파일 (*)</translation>
    </message>
    <message>
      <source>Conflicts</source>
      <translation>충돌</translation>
    </message>
    <message>
      <source>Conflicts: {0}</source>
      <translation>충돌 {0}건</translation>
    </message>
    <message>
      <source>Mer&amp;ge with another file…</source>
      <translation>다른 파일과 병합(&amp;G)…</translation>
    </message>
    <message>
      <source>Merge with another file</source>
      <translation>다른 파일과 병합</translation>
    </message>
    <message>
      <source>Show what waits for a decision (F9)</source>
      <translation>결정을 기다리는 항목 보기 (F9)</translation>
    </message>
    <message>
      <source>Write a &amp;bundle…</source>
      <translation>꾸러미 쓰기(&amp;B)…</translation>
    </message>
    <message>
      <source>Write a bundle</source>
      <translation>꾸러미 쓰기</translation>
    </message>
    <message>
      <source>{0} entries were written to “{1}”.

Fingerprint of the case: {2}</source>
      <translation>기록 {0}건을 “{1}”에 썼습니다.

사건 지문: {2}</translation>
    </message>
  </context>
  <context>
    <name>NewPassphraseDialog</name>
    <message>
      <source>&amp;Passphrase</source>
      <translation>암호(&amp;P)</translation>
    </message>
    <message>
      <source>Anyone who has the file can read it</source>
      <translation>파일을 가진 사람은 누구나 읽을 수 있습니다</translation>
    </message>
    <message>
      <source>Encrypt</source>
      <translation>암호화</translation>
    </message>
    <message>
      <source>Leave it unencrypted</source>
      <translation>암호화하지 않음</translation>
    </message>
    <message>
      <source>New case</source>
      <translation>새 사건 파일</translation>
    </message>
    <message>
      <source>Once &amp;more</source>
      <translation>다시 입력(&amp;M)</translation>
    </message>
    <message>
      <source>Passphrase</source>
      <translation>암호</translation>
    </message>
    <message>
      <source>Passphrase, once more</source>
      <translation>암호 다시 입력</translation>
    </message>
    <message>
      <source>The two are not the same.</source>
      <translation>두 암호가 서로 다릅니다.</translation>
    </message>
    <message>
      <source>“{0}” will be encrypted. Several plain words are a good passphrase. If every passphrase is lost, nobody can open the case again, and nobody can help.</source>
      <translation>“{0}”은(는) 암호화됩니다. 평범한 낱말 여러 개를 이어 쓰면 좋은 암호가 됩니다. 모든 암호를 잃으면 아무도 이 사건을 다시 열 수 없고, 누구도 도울 수 없습니다.</translation>
    </message>
  </context>
  <context>
    <name>NewRowForm</name>
    <message>
      <source>Cancel</source>
      <translation>취소</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>버리기</translation>
    </message>
    <message>
      <source>Keep editing</source>
      <translation>계속 편집</translation>
    </message>
    <message>
      <source>New: {0}</source>
      <translation>새로 만들기: {0}</translation>
    </message>
    <message>
      <source>Nothing was changed.</source>
      <translation>바뀐 것이 없습니다.</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>사유</translation>
    </message>
    <message>
      <source>Reason, for the ledger; may stay empty</source>
      <translation>대장에 남길 사유. 비워 두어도 됨</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>저장</translation>
    </message>
    <message>
      <source>The drawing is kept as unfinished</source>
      <translation>그리던 도형은 미완성으로 보관됩니다</translation>
    </message>
    <message>
      <source>What you entered is not saved. Discard it?</source>
      <translation>입력한 내용이 저장되지 않았습니다. 버릴까요?</translation>
    </message>
    <message>
      <source>Why is this changed?</source>
      <translation>바꾸는 이유</translation>
    </message>
  </context>
  <context>
    <name>NewThing</name>
    <message>
      <source>Back to the search</source>
      <translation>검색으로 돌아가기</translation>
    </message>
    <message>
      <source>Kind of thing</source>
      <translation>대상 종류</translation>
    </message>
    <message>
      <source>Make and link</source>
      <translation>만들고 연결</translation>
    </message>
    <message>
      <source>New</source>
      <translation>새로 만들기</translation>
    </message>
    <message>
      <source>One step, and one undo (Ctrl+Enter)</source>
      <translation>한 번에 실행, 한 번에 취소 (Ctrl+Enter)</translation>
    </message>
    <message>
      <source>Put it on the map…</source>
      <translation>지도에 찍기…</translation>
    </message>
    <message>
      <source>put on the map by hand</source>
      <translation>지도에서 직접 찍음</translation>
    </message>
  </context>
  <context>
    <name>NumberEditor</name>
    <message>
      <source>not stated</source>
      <translation>언급 없음</translation>
    </message>
  </context>
  <context>
    <name>Numbers</name>
    <message>
      <source>From</source>
      <translation>부터</translation>
    </message>
    <message>
      <source>The range ends before it begins.</source>
      <translation>범위의 끝이 시작보다 앞섭니다.</translation>
    </message>
    <message>
      <source>To</source>
      <translation>까지</translation>
    </message>
  </context>
  <context>
    <name>OutcomeDialog</name>
    <message>
      <source>&amp;Save list…</source>
      <translation>목록 저장(&amp;S)…</translation>
    </message>
    <message>
      <source>Consent withdrawn: {0}</source>
      <translation>동의 철회: {0}</translation>
    </message>
    <message>
      <source>Consents marked: {0}. Rows destroyed: {1}. Fields emptied: {2}.</source>
      <translation>표시한 동의: {0}건. 파기한 자료: {1}건. 비운 항목: {2}개.</translation>
    </message>
    <message>
      <source>Save the list</source>
      <translation>목록 저장</translation>
    </message>
    <message>
      <source>Text (*.txt)</source>
      <translation>텍스트 (*.txt)</translation>
    </message>
    <message>
      <source>The case was verified afterwards: it agrees with its ledger.</source>
      <translation>이후 사건을 검증했습니다. 원장과 일치합니다.</translation>
    </message>
    <message>
      <source>The verification afterwards found problems:</source>
      <translation>이후 검증에서 문제가 발견되었습니다:</translation>
    </message>
    <message>
      <source>This is not reached, or not known. Work through it:</source>
      <translation>다음에는 미치지 못했거나 알 수 없습니다. 하나씩 처리하십시오:</translation>
    </message>
    <message>
      <source>What is not reached</source>
      <translation>미치지 못하는 것</translation>
    </message>
  </context>
  <context>
    <name>Page</name>
    <message>
      <source>History</source>
      <translation>변경 이력</translation>
    </message>
    <message>
      <source>Nothing is linked to this yet.</source>
      <translation>연결된 것이 아직 없습니다.</translation>
    </message>
    <message>
      <source>Sources</source>
      <translation>출처</translation>
    </message>
    <message>
      <source>{0} ({1} of {2} within the range)</source>
      <translation>{0}(기간 안 {2}건 중 {1}건)</translation>
    </message>
  </context>
  <context>
    <name>PassphraseDialog</name>
    <message>
      <source>&amp;Passphrase</source>
      <translation>암호(&amp;P)</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>열기</translation>
    </message>
    <message>
      <source>Open an encrypted case</source>
      <translation>암호화된 사건 파일 열기</translation>
    </message>
    <message>
      <source>Passphrase</source>
      <translation>암호</translation>
    </message>
    <message>
      <source>“{0}” is encrypted.</source>
      <translation>“{0}”은(는) 암호화되어 있습니다.</translation>
    </message>
  </context>
  <context>
    <name>PassphrasesDialog</name>
    <message>
      <source>&amp;Add…</source>
      <translation>추가(&amp;A)…</translation>
    </message>
    <message>
      <source>&amp;Change…</source>
      <translation>변경(&amp;C)…</translation>
    </message>
    <message>
      <source>&amp;Remove…</source>
      <translation>삭제(&amp;R)…</translation>
    </message>
    <message>
      <source>Add a &amp;recovery passphrase</source>
      <translation>복구 암호 추가(&amp;R)</translation>
    </message>
    <message>
      <source>Add a passphrase</source>
      <translation>암호 추가</translation>
    </message>
    <message>
      <source>Added.</source>
      <translation>추가했습니다.</translation>
    </message>
    <message>
      <source>Another passphrase for “{0}”.</source>
      <translation>“{0}”의 새 암호를 정합니다.</translation>
    </message>
    <message>
      <source>Change the passphrase</source>
      <translation>암호 변경</translation>
    </message>
    <message>
      <source>Changed. The old passphrase still opens older copies and backups of this case.</source>
      <translation>변경했습니다. 이전 암호로는 이 사건의 예전 사본과 백업이 여전히 열립니다.</translation>
    </message>
    <message>
      <source>Each of these opens the whole case. If all of them are lost, nobody can open it again, and nobody can help. The labels can be read only in the open case.</source>
      <translation>어느 암호로든 사건 전체를 열 수 있습니다. 암호를 모두 잃으면 아무도 다시 열 수 없고, 도와줄 방법도 없습니다. 이름표는 열린 사건에서만 읽을 수 있습니다.</translation>
    </message>
    <message>
      <source>For</source>
      <translation>사용자</translation>
    </message>
    <message>
      <source>It no longer opens this file. It still opens every older copy and backup, and whoever opened the case with it may have kept its key: the key of the case stays the same.</source>
      <translation>이 파일은 더 이상 열 수 없게 됩니다. 그러나 예전 사본과 백업은 여전히 열리며, 그 암호로 사건을 연 사람이 열쇠를 따로 보관했을 수 있습니다. 사건의 열쇠는 바뀌지 않습니다.</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>종류</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>번호</translation>
    </message>
    <message>
      <source>One moment…</source>
      <translation>잠시 기다리십시오…</translation>
    </message>
    <message>
      <source>Passphrases</source>
      <translation>암호</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>삭제</translation>
    </message>
    <message>
      <source>Several plain words are a good passphrase. Whoever knows it can read everything in the case.</source>
      <translation>쉬운 낱말 여러 개를 이으면 좋은 암호가 됩니다. 암호를 아는 사람은 사건의 모든 내용을 읽을 수 있습니다.</translation>
    </message>
    <message>
      <source>Take the passphrase “{0}” away?</source>
      <translation>“{0}” 암호를 삭제할까요?</translation>
    </message>
    <message>
      <source>Taken away. It still opens older copies and backups of this case.</source>
      <translation>삭제했습니다. 이 사건의 예전 사본과 백업은 여전히 열립니다.</translation>
    </message>
    <message>
      <source>There is no recovery passphrase. Add one and keep it on paper in the office.</source>
      <translation>복구 암호가 없습니다. 하나 추가하여 종이에 적어 사무실에 보관하십시오.</translation>
    </message>
    <message>
      <source>This case is open for reading only.</source>
      <translation>이 사건은 읽기 전용으로 열려 있습니다.</translation>
    </message>
    <message>
      <source>no label</source>
      <translation>이름표 없음</translation>
    </message>
    <message>
      <source>person</source>
      <translation>개인</translation>
    </message>
    <message>
      <source>recovery</source>
      <translation>복구용</translation>
    </message>
    <message>
      <source>{0} (opened the case now)</source>
      <translation>{0} (지금 연 암호)</translation>
    </message>
  </context>
  <context>
    <name>Popover</name>
    <message>
      <source>Discard</source>
      <translation>버리기</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>유지</translation>
    </message>
    <message>
      <source>What you entered for a link or claim is not saved. Discard it?</source>
      <translation>연결이나 주장에 입력한 내용이 저장되지 않았습니다. 버릴까요?</translation>
    </message>
  </context>
  <context>
    <name>PositionEditor</name>
    <message>
      <source>A radius cannot be negative. Leave it empty if unknown.</source>
      <translation>반경은 음수일 수 없습니다. 모르면 비워 두십시오.</translation>
    </message>
    <message>
      <source>Coordinates or map link</source>
      <translation>좌표 또는 지도 링크</translation>
    </message>
    <message>
      <source>How it was found</source>
      <translation>위치 확인 방법</translation>
    </message>
    <message>
      <source>Read as {where}</source>
      <translation>{where}(으)로 읽음</translation>
    </message>
    <message>
      <source>The course is changed on the map, not here.</source>
      <translation>경로는 지도에서 바꿉니다.</translation>
    </message>
    <message>
      <source>Unlocated; the row stays usable.</source>
      <translation>위치 미상. 자료는 그대로 쓸 수 있습니다.</translation>
    </message>
    <message>
      <source>Within a radius of</source>
      <translation>오차 반경</translation>
    </message>
    <message>
      <source>not stated</source>
      <translation>언급 없음</translation>
    </message>
    <message>
      <source>unlocated</source>
      <translation>위치 미상</translation>
    </message>
  </context>
  <context>
    <name>PropertiesDialog</name>
    <message>
      <source>&amp;Verify now</source>
      <translation>지금 검증(&amp;V)</translation>
    </message>
    <message>
      <source>All entries of the ledger and the case agree.</source>
      <translation>원장의 모든 기록과 사건이 일치합니다.</translation>
    </message>
    <message>
      <source>By</source>
      <translation>작성자</translation>
    </message>
    <message>
      <source>Case properties</source>
      <translation>사건 속성</translation>
    </message>
    <message>
      <source>Copies of the case that were written in</source>
      <translation>기록이 있는 사건 사본</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>복사</translation>
    </message>
    <message>
      <source>Copy number</source>
      <translation>사본 번호</translation>
    </message>
    <message>
      <source>Copy the fingerprint</source>
      <translation>지문 복사</translation>
    </message>
    <message>
      <source>Copy the heads</source>
      <translation>머리 기록 복사</translation>
    </message>
    <message>
      <source>Encrypted; passphrases that open it: {0}</source>
      <translation>암호화됨, 여는 암호 {0}개</translation>
    </message>
    <message>
      <source>Entries</source>
      <translation>기록</translation>
    </message>
    <message>
      <source>Entries of the ledger</source>
      <translation>원장 기록 수</translation>
    </message>
    <message>
      <source>File</source>
      <translation>파일</translation>
    </message>
    <message>
      <source>Fingerprint</source>
      <translation>지문</translation>
    </message>
    <message>
      <source>Fingerprint {0}</source>
      <translation>지문 {0}</translation>
    </message>
    <message>
      <source>For whoever writes a bundle of what this copy lacks.</source>
      <translation>이 사본에 없는 내용을 꾸러미로 보내 줄 사람에게 전합니다.</translation>
    </message>
    <message>
      <source>Form of the file</source>
      <translation>파일 형식</translation>
    </message>
    <message>
      <source>It changes with every entry. Note it, or compare it with that of another copy: equal fingerprints are equal cases.</source>
      <translation>기록이 추가될 때마다 바뀝니다. 적어 두거나 다른 사본의 지문과 비교하십시오. 지문이 같으면 사건의 내용이 같습니다.</translation>
    </message>
    <message>
      <source>Last entry</source>
      <translation>마지막 기록</translation>
    </message>
    <message>
      <source>Not encrypted: anyone who has the file can read it</source>
      <translation>암호화되지 않음: 파일을 가진 사람은 누구나 읽을 수 있음</translation>
    </message>
    <message>
      <source>Number of the case</source>
      <translation>사건 번호</translation>
    </message>
    <message>
      <source>Problems found: {0}. Work on with another copy.</source>
      <translation>문제 {0}건을 찾았습니다. 다른 사본으로 작업하십시오.</translation>
    </message>
    <message>
      <source>Protection</source>
      <translation>보호</translation>
    </message>
    <message>
      <source>Signed</source>
      <translation>서명</translation>
    </message>
    <message>
      <source>The case is being verified</source>
      <translation>사건을 검증하는 중</translation>
    </message>
    <message>
      <source>The ledger is replayed and compared with the case…</source>
      <translation>원장을 재생하여 사건과 비교하는 중…</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>제목</translation>
    </message>
    <message>
      <source>What the verification found</source>
      <translation>검증 결과</translation>
    </message>
    <message>
      <source>not signed</source>
      <translation>서명 없음</translation>
    </message>
    <message>
      <source>with a key of this computer</source>
      <translation>이 컴퓨터의 열쇠로 서명</translation>
    </message>
    <message>
      <source>with the key {0}, not of this computer</source>
      <translation>다른 컴퓨터의 열쇠 {0}(으)로 서명</translation>
    </message>
    <message>
      <source>{0} (this one)</source>
      <translation>{0} (이 사본)</translation>
    </message>
    <message>
      <source>{0}; opened for reading only</source>
      <translation>{0}, 읽기 전용으로 열림</translation>
    </message>
  </context>
  <context>
    <name>QFileDialog</name>
    <message>
      <source>&amp;Look in:</source>
      <translation>찾는 위치(&amp;L):</translation>
    </message>
    <message>
      <source>File name:</source>
      <translation>파일 이름:</translation>
    </message>
    <message>
      <source>Files of &amp;type:</source>
      <translation>파일 형식(&amp;T):</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>저장</translation>
    </message>
  </context>
  <context>
    <name>QPlatformTheme</name>
    <message>
      <source>Discard</source>
      <translation>버리기</translation>
    </message>
  </context>
  <context>
    <name>Reader</name>
    <message>
      <source>Reader</source>
      <translation>열람</translation>
    </message>
  </context>
  <context>
    <name>ReasonDialog</name>
    <message>
      <source>&amp;Reason</source>
      <translation>사유(&amp;R)</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>사유</translation>
    </message>
    <message>
      <source>for the ledger; may stay empty</source>
      <translation>대장에 남길 사유. 비워 두어도 됨</translation>
    </message>
  </context>
  <context>
    <name>ReasonPrompt</name>
    <message>
      <source>Cancel</source>
      <translation>취소</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>사유</translation>
    </message>
  </context>
  <context>
    <name>RecoveryDialog</name>
    <message>
      <source>&amp;Copy</source>
      <translation>복사(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Print…</source>
      <translation>인쇄(&amp;P)…</translation>
    </message>
    <message>
      <source>A clipboard and a printer's queue may keep what they were given.</source>
      <translation>클립보드와 인쇄 대기열에 내용이 남을 수 있습니다.</translation>
    </message>
    <message>
      <source>I have kept it</source>
      <translation>보관했습니다</translation>
    </message>
    <message>
      <source>Recovery passphrase</source>
      <translation>복구 암호</translation>
    </message>
    <message>
      <source>Recovery passphrase of {0}</source>
      <translation>{0}의 복구 암호</translation>
    </message>
    <message>
      <source>This passphrase opens the case. It is shown only now and kept nowhere. Write it down or print it, and lock the paper away where the office keeps such things.</source>
      <translation>이 암호로 사건을 열 수 있습니다. 지금만 보이며 어디에도 보관되지 않습니다. 적거나 인쇄하여 사무실의 안전한 곳에 잠가 두십시오.</translation>
    </message>
  </context>
  <context>
    <name>ReferenceEditor</name>
    <message>
      <source>Choose a row from the list, or clear the line ({kind}).</source>
      <translation>목록에서 자료를 고르거나 입력란을 비우십시오({kind}).</translation>
    </message>
    <message>
      <source>Find by name, code or words</source>
      <translation>이름, 코드, 단어로 찾기</translation>
    </message>
    <message>
      <source>Found</source>
      <translation>검색 결과</translation>
    </message>
    <message>
      <source>a row marked as deleted</source>
      <translation>삭제 표시된 자료</translation>
    </message>
  </context>
  <context>
    <name>ReportDialog</name>
    <message>
      <source>Conflicts that wait for a decision</source>
      <translation>결정을 기다리는 충돌</translation>
    </message>
    <message>
      <source>Entries given to the other file</source>
      <translation>다른 파일에 넣은 기록</translation>
    </message>
    <message>
      <source>Entries taken in</source>
      <translation>들여온 기록</translation>
    </message>
    <message>
      <source>Merged</source>
      <translation>병합 결과</translation>
    </message>
    <message>
      <source>Rows that changed here</source>
      <translation>이쪽에서 바뀐 자료</translation>
    </message>
    <message>
      <source>Show the conflicts</source>
      <translation>충돌 보기</translation>
    </message>
    <message>
      <source>What to know</source>
      <translation>알아 둘 점</translation>
    </message>
  </context>
  <context>
    <name>RestoreDialog</name>
    <message>
      <source>&amp;Choose…</source>
      <translation>선택(&amp;C)…</translation>
    </message>
    <message>
      <source>&amp;Passphrase</source>
      <translation>암호(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Restore as…</source>
      <translation>다른 이름으로 복원(&amp;R)…</translation>
    </message>
    <message>
      <source>A backup becomes a new file; nothing that exists is overwritten. The new file is a copy of the case, and can be merged with the case that you have.</source>
      <translation>백업은 새 파일로 복원되며, 있는 파일은 덮어쓰지 않습니다. 새 파일은 사건의 사본이며, 지금 가진 사건과 병합할 수 있습니다.</translation>
    </message>
    <message>
      <source>Choose the folder with the backups</source>
      <translation>백업이 있는 폴더 선택</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>폴더</translation>
    </message>
    <message>
      <source>Folder with backups</source>
      <translation>백업이 있는 폴더</translation>
    </message>
    <message>
      <source>None was chosen yet.</source>
      <translation>아직 선택하지 않았습니다.</translation>
    </message>
    <message>
      <source>Passphrase of the backup</source>
      <translation>백업의 암호</translation>
    </message>
    <message>
      <source>Restore as</source>
      <translation>복원할 파일 이름</translation>
    </message>
    <message>
      <source>Restore from a backup</source>
      <translation>백업에서 복원</translation>
    </message>
    <message>
      <source>There is no backup in this folder.</source>
      <translation>이 폴더에는 백업이 없습니다.</translation>
    </message>
    <message>
      <source>only for encrypted backups</source>
      <translation>암호화된 백업에만 필요</translation>
    </message>
    <message>
      <source>{0} is not there now. Plug in its disk.</source>
      <translation>{0} 폴더가 지금 없습니다. 해당 디스크를 연결하십시오.</translation>
    </message>
  </context>
  <context>
    <name>ResultModel</name>
    <message>
      <source>Commands</source>
      <translation>명령</translation>
    </message>
    <message>
      <source>In this case</source>
      <translation>이 사건 파일</translation>
    </message>
    <message>
      <source>Places on the map</source>
      <translation>지도의 지명</translation>
    </message>
    <message>
      <source>Position</source>
      <translation>위치</translation>
    </message>
  </context>
  <context>
    <name>RowsInOut</name>
    <message>
      <source>Exporting…</source>
      <translation>내보내는 중…</translation>
    </message>
    <message>
      <source>Folder for the exported files</source>
      <translation>내보낼 폴더</translation>
    </message>
    <message>
      <source>Import rows</source>
      <translation>자료 가져오기</translation>
    </message>
    <message>
      <source>Map as picture</source>
      <translation>지도 그림</translation>
    </message>
    <message>
      <source>Reading {0}…</source>
      <translation>{0} 읽는 중…</translation>
    </message>
    <message>
      <source>Writing {0} rows…</source>
      <translation>{0}개 행 쓰는 중…</translation>
    </message>
    <message>
      <source>everything the case says. Mind where they go.</source>
      <translation>사건 파일의 모든 내용을 담고 있습니다. 보관할 곳에 유의하십시오.</translation>
    </message>
    <message>
      <source>{0} could not be written.</source>
      <translation>{0}을(를) 쓸 수 없습니다.</translation>
    </message>
    <message>
      <source>{0} files were written to {1}.

They are not encrypted, and hold </source>
      <translation>{1}에 파일 {0}개를 저장했습니다.

암호화되지 않은 파일이며, </translation>
    </message>
    <message>
      <source>{0} rows were left out: consent to them was withdrawn.</source>
      <translation>동의가 철회된 자료 {0}건은 뺐습니다.</translation>
    </message>
  </context>
  <context>
    <name>Salvaging</name>
    <message>
      <source>A good copy or a backup is better. If there is none, what can still be read is put into a new case; the damaged file is never written to.</source>
      <translation>온전한 사본이나 백업이 있으면 그것이 낫습니다. 없으면 아직 읽을 수 있는 내용을 새 사건에 담습니다. 손상된 파일에는 아무것도 쓰지 않습니다.</translation>
    </message>
    <message>
      <source>Another copy of the case, however old: its passphrases are needed</source>
      <translation>사건의 다른 사본(오래된 것도 됨): 그 암호 정보가 필요합니다</translation>
    </message>
    <message>
      <source>Damaged case</source>
      <translation>손상된 사건</translation>
    </message>
    <message>
      <source>Everything was saved into “{0}”.</source>
      <translation>모두 “{0}”에 복구했습니다.</translation>
    </message>
    <message>
      <source>Merge the new file with a copy or backup that has the missing entries; until then, verifying it names the gaps.</source>
      <translation>빠진 기록이 있는 사본이나 백업과 새 파일을 병합하십시오. 그때까지는 검증할 때 빠진 곳이 표시됩니다.</translation>
    </message>
    <message>
      <source>Missing of copy {0}: entries {1}.</source>
      <translation>사본 {0}에서 빠진 기록: {1}번.</translation>
    </message>
    <message>
      <source>New file for what can be read</source>
      <translation>읽을 수 있는 내용을 담을 새 파일</translation>
    </message>
    <message>
      <source>Not everything could be saved into “{0}”.</source>
      <translation>일부는 “{0}”에 복구하지 못했습니다.</translation>
    </message>
    <message>
      <source>Open it</source>
      <translation>열기</translation>
    </message>
    <message>
      <source>Reading what can be read…</source>
      <translation>읽을 수 있는 내용을 읽는 중…</translation>
    </message>
    <message>
      <source>Salvage…</source>
      <translation>복구…</translation>
    </message>
    <message>
      <source>Wrong passphrase or damaged file. Nothing was written.</source>
      <translation>암호가 틀렸거나 파일이 손상되었습니다. 아무것도 기록하지 않았습니다.</translation>
    </message>
    <message>
      <source>{0} attachments are lost or damaged.</source>
      <translation>첨부 파일 {0}개가 유실되었거나 손상되었습니다.</translation>
    </message>
    <message>
      <source>{0} entries of the ledger are whole; {1} of {2} pages cannot be read.</source>
      <translation>온전한 기록 {0}건, 전체 {2}쪽 중 읽을 수 없는 쪽 {1}개.</translation>
    </message>
    <message>
      <source>{0}: {1} rows hold what missing entries told.</source>
      <translation>{0}: {1}건은 빠진 기록의 내용을 담고 있습니다.</translation>
    </message>
    <message>
      <source>{0}: {1} rows make no sense any more.</source>
      <translation>{0}: {1}건은 더 이상 읽을 수 없습니다.</translation>
    </message>
  </context>
  <context>
    <name>SearchBox</name>
    <message>
      <source>Search everything</source>
      <translation>전체 검색</translation>
    </message>
    <message>
      <source>Search names, words, places, coordinates, commands   (Ctrl+K)</source>
      <translation>이름, 낱말, 장소, 좌표, 명령 검색   (Ctrl+K)</translation>
    </message>
    <message>
      <source>Type &gt; to see commands only.</source>
      <translation>&gt;를 먼저 입력하면 명령만 보입니다.</translation>
    </message>
  </context>
  <context>
    <name>SearchPage</name>
    <message>
      <source>A thing that is not in the case yet (Ctrl+N)</source>
      <translation>사건 파일에 아직 없는 대상 (Ctrl+N)</translation>
    </message>
    <message>
      <source>All kinds</source>
      <translation>모든 종류</translation>
    </message>
    <message>
      <source>Drop a new place</source>
      <translation>새 장소 찍기</translation>
    </message>
    <message>
      <source>Each is linked in the role that is usual for its kind.</source>
      <translation>각각 그 종류에 맞는 통상의 관계로 연결됩니다.</translation>
    </message>
    <message>
      <source>Enter</source>
      <translation>Enter</translation>
    </message>
    <message>
      <source>Find by code, name, words or place</source>
      <translation>코드, 이름, 단어, 장소로 찾기</translation>
    </message>
    <message>
      <source>Find what to link to</source>
      <translation>연결할 대상 찾기</translation>
    </message>
    <message>
      <source>Kind of thing</source>
      <translation>대상 종류</translation>
    </message>
    <message>
      <source>Link</source>
      <translation>연결</translation>
    </message>
    <message>
      <source>Link {n}</source>
      <translation>{n}건 연결</translation>
    </message>
    <message>
      <source>Make new…</source>
      <translation>새로 만들기…</translation>
    </message>
    <message>
      <source>Nothing has these words. Pick on the map or make it new.</source>
      <translation>이 단어를 가진 자료가 없습니다. 지도에서 고르거나 새로 만드십시오.</translation>
    </message>
    <message>
      <source>Pick on the map</source>
      <translation>지도에서 고르기</translation>
    </message>
    <message>
      <source>The next click chooses (Ctrl+M)</source>
      <translation>다음 클릭으로 고릅니다 (Ctrl+M)</translation>
    </message>
    <message>
      <source>The next click is where it lies (Ctrl+D)</source>
      <translation>다음 클릭한 곳이 그 위치가 됩니다 (Ctrl+D)</translation>
    </message>
    <message>
      <source>Type a code, a name in English or Korean, or any words.</source>
      <translation>코드, 영문이나 한글 이름, 단어를 입력하십시오.</translation>
    </message>
    <message>
      <source>Type to search everything, or take one of these with ↓ and Enter.</source>
      <translation>입력하여 전체를 검색하거나 ↓와 Enter로 아래에서 고르십시오.</translation>
    </message>
    <message>
      <source>↑ ↓ then Space chooses several. Enter links.</source>
      <translation>↑ ↓와 Space로 여러 개를 고릅니다. Enter로 연결합니다.</translation>
    </message>
  </context>
  <context>
    <name>SearchPopup</name>
    <message>
      <source>Look at everything that was found and has a place (Ctrl+Enter)</source>
      <translation>찾은 것 가운데 위치가 있는 것을 모두 지도에 보여 줍니다 (Ctrl+Enter)</translation>
    </message>
    <message>
      <source>Nothing found for “{0}”</source>
      <translation>“{0}” 검색 결과 없음</translation>
    </message>
    <message>
      <source>Only the best {0} are listed; add a word</source>
      <translation>가장 가까운 {0}건만 표시합니다. 단어를 더 입력하십시오</translation>
    </message>
    <message>
      <source>Search results</source>
      <translation>검색 결과</translation>
    </message>
    <message>
      <source>Zoom to all</source>
      <translation>모두 보기</translation>
    </message>
    <message>
      <source>{0} places marked on the map</source>
      <translation>지도에 {0}곳 표시됨</translation>
    </message>
    <message>
      <source>{0} places marked on the map, {1} of them out of sight</source>
      <translation>지도에 {0}곳 표시됨, 그중 {1}곳은 보이지 않음</translation>
    </message>
  </context>
  <context>
    <name>Section</name>
    <message>
      <source>folded</source>
      <translation>접힘</translation>
    </message>
    <message>
      <source>unfolded</source>
      <translation>펼침</translation>
    </message>
  </context>
  <context>
    <name>Selecting</name>
    <message>
      <source>Move</source>
      <translation>이동</translation>
    </message>
    <message>
      <source>Move “{0}” to {1}?

The place it had stays beside it as a claim.</source>
      <translation>“{0}”을(를) {1}(으)로 옮길까요?

이전 위치는 주장으로 남습니다.</translation>
    </message>
    <message>
      <source>Only a point on the map can be moved. Enter a position instead.</source>
      <translation>지도 위의 점만 옮길 수 있습니다. 위치를 직접 입력하십시오.</translation>
    </message>
    <message>
      <source>placed on the map by hand</source>
      <translation>지도에서 직접 배치</translation>
    </message>
  </context>
  <context>
    <name>Shelf</name>
    <message>
      <source>Enter a testimony</source>
      <translation>증언 입력</translation>
    </message>
    <message>
      <source>Enter testimony…</source>
      <translation>증언 입력…</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>필터</translation>
    </message>
    <message>
      <source>Filter by code, witness or words</source>
      <translation>코드, 증언자, 단어로 거르기</translation>
    </message>
    <message>
      <source>Nothing fits.</source>
      <translation>맞는 것이 없습니다.</translation>
    </message>
    <message>
      <source>Testimonies and published accounts</source>
      <translation>증언과 공표된 진술</translation>
    </message>
    <message>
      <source>There is no testimony or published account in this case yet.</source>
      <translation>이 사건 파일에는 아직 증언이나 공표된 진술이 없습니다.</translation>
    </message>
    <message>
      <source>invented</source>
      <translation>가상</translation>
    </message>
  </context>
  <context>
    <name>ShortcutsDialog</name>
    <message>
      <source>Arrows, Page Up, Page Down</source>
      <translation>화살표, Page Up, Page Down</translation>
    </message>
    <message>
      <source>Back out of what is going on; nothing drawn is lost</source>
      <translation>진행 중인 작업에서 나가기. 그린 것은 사라지지 않음</translation>
    </message>
    <message>
      <source>Click</source>
      <translation>클릭</translation>
    </message>
    <message>
      <source>Drag</source>
      <translation>끌기</translation>
    </message>
    <message>
      <source>Esc</source>
      <translation>Esc</translation>
    </message>
    <message>
      <source>From place to place on the map, select it</source>
      <translation>지도 위 장소 사이 이동, 선택</translation>
    </message>
    <message>
      <source>Middle button, Space + drag</source>
      <translation>가운데 단추, Space + 끌기</translation>
    </message>
    <message>
      <source>Move the map with any tool</source>
      <translation>어느 도구에서나 지도 이동</translation>
    </message>
    <message>
      <source>Move the map, zoom in, zoom out</source>
      <translation>지도 이동, 확대, 축소</translation>
    </message>
    <message>
      <source>Move the map; with Shift select by rectangle</source>
      <translation>지도 이동. Shift와 함께: 사각형으로 선택</translation>
    </message>
    <message>
      <source>Select; with Shift add to the selection</source>
      <translation>선택. Shift와 함께: 선택에 추가</translation>
    </message>
    <message>
      <source>Shortcuts</source>
      <translation>단축키</translation>
    </message>
    <message>
      <source>Tab, Enter</source>
      <translation>Tab, Enter</translation>
    </message>
    <message>
      <source>Wheel</source>
      <translation>휠</translation>
    </message>
    <message>
      <source>Zoom at the pointer; with Ctrl in small steps</source>
      <translation>포인터 위치에서 확대·축소. Ctrl과 함께: 조금씩</translation>
    </message>
  </context>
  <context>
    <name>Side</name>
    <message>
      <source>In all {n} passages</source>
      <translation>구절 {n}개 전체</translation>
    </message>
    <message>
      <source>No passage is marked yet. Select words to mark one.</source>
      <translation>표시한 구절이 아직 없습니다. 단어를 선택하면 표시할 수 있습니다.</translation>
    </message>
    <message>
      <source>Nothing is linked to the passages yet.</source>
      <translation>구절에 연결된 것이 아직 없습니다.</translation>
    </message>
    <message>
      <source>Nothing is linked to this passage yet. Ctrl+L links it to the map.</source>
      <translation>이 구절에 연결된 것이 아직 없습니다. Ctrl+L로 지도에 연결합니다.</translation>
    </message>
    <message>
      <source>What the passages carry</source>
      <translation>구절에 담긴 것</translation>
    </message>
    <message>
      <source>Zoom to it on the map (Shift+Enter)</source>
      <translation>지도에서 확대 (Shift+Enter)</translation>
    </message>
  </context>
  <context>
    <name>Spread</name>
    <message>
      <source>Transcript</source>
      <translation>녹취록</translation>
    </message>
    <message>
      <source>Translation</source>
      <translation>번역문</translation>
    </message>
  </context>
  <context>
    <name>StanceChips</name>
    <message>
      <source>Both may be true, but of different times</source>
      <translation>둘 다 맞을 수 있으나 시점이 다름</translation>
    </message>
    <message>
      <source>It cannot be true together with what the case shows</source>
      <translation>진술과 사건 파일의 내용이 함께 참일 수 없음</translation>
    </message>
    <message>
      <source>It is named, no more</source>
      <translation>언급만 됨</translation>
    </message>
    <message>
      <source>What is said agrees with what the case shows</source>
      <translation>진술이 사건 파일의 내용과 일치함</translation>
    </message>
  </context>
  <context>
    <name>States</name>
    <message>
      <source>Anyone who has the case file can read it.</source>
      <translation>사건 파일을 가진 사람은 누구나 읽을 수 있습니다.</translation>
    </message>
    <message>
      <source>Encrypted</source>
      <translation>암호화됨</translation>
    </message>
    <message>
      <source>Everything in the case is shown.</source>
      <translation>사건 파일의 모든 내용을 표시합니다.</translation>
    </message>
    <message>
      <source>Field copy</source>
      <translation>현장 사본</translation>
    </message>
    <message>
      <source>Locked</source>
      <translation>잠김</translation>
    </message>
    <message>
      <source>Not encrypted</source>
      <translation>암호화 안 됨</translation>
    </message>
    <message>
      <source>Offline</source>
      <translation>오프라인</translation>
    </message>
    <message>
      <source>Seen as: internal</source>
      <translation>보기: 내부용</translation>
    </message>
    <message>
      <source>The case file opens only with its passphrase.</source>
      <translation>사건 파일은 암호를 알아야 열립니다.</translation>
    </message>
    <message>
      <source>The case is closed. Nothing of it is in this window.</source>
      <translation>사건이 닫혀 있으며, 이 창에는 사건의 내용이 남아 있지 않습니다.</translation>
    </message>
    <message>
      <source>This program makes no connection to any network.</source>
      <translation>이 프로그램은 어떤 네트워크에도 접속하지 않습니다.</translation>
    </message>
    <message>
      <source>{0}, read only</source>
      <translation>{0}, 읽기 전용</translation>
    </message>
  </context>
  <context>
    <name>Status</name>
    <message numerus="yes">
      <source>%n selected</source>
      <translation>
        <numerusform>%n건 선택</numerusform>
      </translation>
    </message>
    <message>
      <source>Copy {0}</source>
      <translation>{0} 복사</translation>
    </message>
    <message>
      <source>Identity file open</source>
      <translation>신원 파일 열림</translation>
    </message>
    <message>
      <source>No settings, no list of recent cases and no log are kept here. What an encrypted case needs to know of you lies sealed beside it.</source>
      <translation>설정, 최근 사건 목록, 로그를 이 컴퓨터에 남기지 않습니다. 암호화된 사건에 필요한 작성자 정보는 사건 파일 옆에 봉인되어 있습니다.</translation>
    </message>
    <message>
      <source>Portable: nothing stays on this computer</source>
      <translation>휴대 모드: 이 컴퓨터에 아무것도 남기지 않음</translation>
    </message>
    <message>
      <source>Position of the pointer. Click: another form; right click: copy</source>
      <translation>포인터 위치. 클릭: 다른 표기, 오른쪽 클릭: 복사</translation>
    </message>
    <message>
      <source>Position of the pointer: {0}</source>
      <translation>포인터 위치: {0}</translation>
    </message>
    <message>
      <source>Scale</source>
      <translation>축척</translation>
    </message>
    <message>
      <source>Selection</source>
      <translation>선택</translation>
    </message>
    <message>
      <source>about 1:{0}</source>
      <translation>약 1:{0}</translation>
    </message>
  </context>
  <context>
    <name>Strip</name>
    <message>
      <source>Back (Esc)</source>
      <translation>뒤로 (Esc)</translation>
    </message>
    <message>
      <source>Close this list</source>
      <translation>목록 닫기</translation>
    </message>
  </context>
  <context>
    <name>TableModel</name>
    <message>
      <source>Click: sort. Shift+click: sort by this as well. Right click: filter.</source>
      <translation>클릭: 정렬. Shift+클릭: 정렬 기준 추가. 오른쪽 클릭: 필터.</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>비어 있음</translation>
    </message>
  </context>
  <context>
    <name>TieFields</name>
    <message>
      <source>How the two belong together</source>
      <translation>두 대상의 관계</translation>
    </message>
    <message>
      <source>Is it this one?</source>
      <translation>이 대상이 맞습니까?</translation>
    </message>
    <message>
      <source>Note: why, how sure, what speaks against it</source>
      <translation>비고: 이유, 확실한 정도, 반대 근거</translation>
    </message>
    <message>
      <source>Swap the two ends: the link starts at the other one</source>
      <translation>양 끝 바꾸기: 연결이 반대편에서 시작</translation>
    </message>
    <message>
      <source>Turn</source>
      <translation>방향 바꾸기</translation>
    </message>
    <message>
      <source>how certain</source>
      <translation>확실성</translation>
    </message>
  </context>
  <context>
    <name>Timeline</name>
    <message>
      <source>Range: {0}</source>
      <translation>기간: {0}</translation>
    </message>
    <message>
      <source>Select all {0} undated rows</source>
      <translation>날짜 미상 {0}건 모두 선택</translation>
    </message>
    <message>
      <source>Timeline</source>
      <translation>타임라인</translation>
    </message>
    <message>
      <source>… and {0} more</source>
      <translation>… 외 {0}건</translation>
    </message>
  </context>
  <context>
    <name>Told</name>
    <message>
      <source>Rows: {0}</source>
      <translation>행: {0}</translation>
    </message>
  </context>
  <context>
    <name>ToolBar</name>
    <message>
      <source>Tools</source>
      <translation>도구</translation>
    </message>
  </context>
  <context>
    <name>TwiceDialog</name>
    <message>
      <source>&amp;New passphrase</source>
      <translation>새 암호(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;Who it is for</source>
      <translation>사용자(&amp;W)</translation>
    </message>
    <message>
      <source>New passphrase</source>
      <translation>새 암호</translation>
    </message>
    <message>
      <source>New passphrase, once more</source>
      <translation>새 암호 다시 입력</translation>
    </message>
    <message>
      <source>Once &amp;more</source>
      <translation>다시 입력(&amp;M)</translation>
    </message>
    <message>
      <source>The two are not the same.</source>
      <translation>두 암호가 서로 다릅니다.</translation>
    </message>
    <message>
      <source>Who it is for</source>
      <translation>사용자</translation>
    </message>
    <message>
      <source>read only in the open case</source>
      <translation>열린 사건에서만 보임</translation>
    </message>
  </context>
  <context>
    <name>TypedBox</name>
    <message>
      <source>Bearing</source>
      <translation>방위각</translation>
    </message>
    <message>
      <source>Bearing in degrees; with + or − a turn from the last segment</source>
      <translation>방위각(도). + 또는 −를 붙이면 앞 구간에서 꺾는 각</translation>
    </message>
    <message>
      <source>Length</source>
      <translation>길이</translation>
    </message>
    <message>
      <source>Length in metres</source>
      <translation>길이(미터)</translation>
    </message>
    <message>
      <source>as the cursor</source>
      <translation>커서 방향</translation>
    </message>
    <message>
      <source>m</source>
      <translation>m</translation>
    </message>
  </context>
  <context>
    <name>Undoing</name>
    <message>
      <source>&amp;Redo</source>
      <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
      <source>Doing again…</source>
      <translation>다시 실행하는 중…</translation>
    </message>
    <message>
      <source>Done again</source>
      <translation>다시 실행함</translation>
    </message>
    <message>
      <source>Taking back…</source>
      <translation>되돌리는 중…</translation>
    </message>
    <message>
      <source>Undone</source>
      <translation>되돌림</translation>
    </message>
  </context>
  <context>
    <name>Vertices</name>
    <message>
      <source>A line needs two corners and an area three; this one must stay.</source>
      <translation>선에는 꼭짓점이 두 개, 면에는 세 개 이상 있어야 하므로 이 점은 지울 수 없습니다.</translation>
    </message>
    <message>
      <source>Click a corner first, then remove it.</source>
      <translation>먼저 꼭짓점을 클릭한 다음 지우십시오.</translation>
    </message>
    <message>
      <source>angle {0}°</source>
      <translation>각 {0}°</translation>
    </message>
  </context>
  <context>
    <name>Waiting</name>
    <message>
      <source>Cancel</source>
      <translation>취소</translation>
    </message>
  </context>
  <context>
    <name>WelcomePage</name>
    <message>
      <source>Go on with a case file.</source>
      <translation>기존 사건 파일로 계속합니다.</translation>
    </message>
    <message>
      <source>New case…</source>
      <translation>새 사건 파일…</translation>
    </message>
    <message>
      <source>Open case…</source>
      <translation>사건 파일 열기…</translation>
    </message>
    <message>
      <source>Open the sample case</source>
      <translation>예제 사건 파일 열기</translation>
    </message>
    <message>
      <source>Published facts, and an invented case to try everything on.</source>
      <translation>공표된 사실과, 무엇이든 시험해 볼 수 있는 가상 사례.</translation>
    </message>
    <message>
      <source>Recent cases</source>
      <translation>최근 사건 파일</translation>
    </message>
    <message>
      <source>Start an empty case file.</source>
      <translation>빈 사건 파일을 새로 만듭니다.</translation>
    </message>
    <message>
      <source>Tie testimony to prisons, border fences and crossings on the map. Everything stays in one file on this computer; nothing is sent anywhere.</source>
      <translation>증언을 지도의 구금 시설, 국경 철책, 통로와 연결합니다. 모든 것은 이 컴퓨터의 파일 하나에 남고 아무 데도 전송되지 않습니다.</translation>
    </message>
    <message>
      <source>Welcome</source>
      <translation>환영합니다</translation>
    </message>
    <message>
      <source>What happened, and where</source>
      <translation>무슨 일이, 어디에서</translation>
    </message>
    <message>
      <source>no longer at {0}</source>
      <translation>{0}에 더는 없음</translation>
    </message>
  </context>
  <context>
    <name>WithdrawalDialog</name>
    <message>
      <source>&amp;Anonymise: what may tell who it was is emptied, also in the history.</source>
      <translation>익명화(&amp;A): 누구인지 드러낼 수 있는 항목을 이력까지 비웁니다.</translation>
    </message>
    <message>
      <source>&amp;Destroy: what was said is destroyed for ever, with all that was made of it.</source>
      <translation>파기(&amp;D): 진술과 거기서 나온 모든 자료를 영구히 없앱니다.</translation>
    </message>
    <message>
      <source>&amp;No new use: nothing of it leaves the case any more. This can be undone.</source>
      <translation>새로운 이용 금지(&amp;N): 이제부터 사건 밖으로 나가지 않습니다. 되돌릴 수 있습니다.</translation>
    </message>
    <message>
      <source>&amp;Reason</source>
      <translation>사유(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Type {0} to confirm</source>
      <translation>확인하려면 {0} 입력(&amp;T)</translation>
    </message>
    <message>
      <source>Consent withdrawn: {0}</source>
      <translation>동의 철회: {0}</translation>
    </message>
    <message>
      <source>Consents on record: {0}</source>
      <translation>기록된 동의: {0}건</translation>
    </message>
    <message>
      <source>Destroy for ever</source>
      <translation>영구히 파기</translation>
    </message>
    <message>
      <source>Destroyed: {0} rows. Emptied: {1} fields. Listed and kept: {2}.</source>
      <translation>파기: 자료 {0}건. 비움: 항목 {1}개. 목록에 있으나 그대로 둠: {2}건.</translation>
    </message>
    <message>
      <source>Empty these fields</source>
      <translation>이 항목 비우기</translation>
    </message>
    <message>
      <source>Every consent for it is marked as revoked today; if there is none, one is entered that says so. What derives from it is left out of exports. It stays in the case, readable for whoever can open the case.</source>
      <translation>이 자료의 모든 동의를 오늘 날짜로 철회로 표시하고, 동의가 없으면 철회 기록을 새로 만듭니다. 딸린 자료는 내보내기에서 빠집니다. 사건 안에는 남아 사건을 열 수 있는 사람은 읽을 수 있습니다.</translation>
    </message>
    <message>
      <source>Looking for what derives from it…</source>
      <translation>딸린 자료를 찾는 중…</translation>
    </message>
    <message>
      <source>Mark as withdrawn</source>
      <translation>철회로 표시</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>사유</translation>
    </message>
    <message>
      <source>The code, to confirm</source>
      <translation>확인용 코드</translation>
    </message>
    <message>
      <source>This cannot be undone by anybody, and no merge brings it back. Only what is ticked is touched; please read the list. Not reached are backups, copies that have not been merged, files that were exported or printed, and reasons in the ledger: afterwards you get a list of those that are known. Consents are marked as revoked as well.</source>
      <translation>아무도 되돌릴 수 없고 합쳐도 돌아오지 않습니다. 선택한 것만 처리하니 목록을 읽어 주십시오. 백업, 아직 합치지 않은 사본, 내보내거나 인쇄한 파일, 원장의 사유에는 미치지 못합니다. 알려진 것은 끝난 뒤 목록으로 보여 줍니다. 동의도 철회로 표시합니다.</translation>
    </message>
    <message>
      <source>stays readable for ever: say who asked and how, and no word of the account</source>
      <translation>영구히 남습니다. 누가 어떻게 요청했는지만 적고 진술 내용은 적지 마십시오</translation>
    </message>
  </context>
  <context>
    <name>Withdrawals</name>
    <message>
      <source>Consent &amp;withdrawn…</source>
      <translation>동의 철회(&amp;W)…</translation>
    </message>
    <message>
      <source>Nothing of this row is left to withdraw.</source>
      <translation>이 자료에는 철회할 내용이 남아 있지 않습니다.</translation>
    </message>
    <message>
      <source>Withdrawing, and verifying the case…</source>
      <translation>철회를 처리하고 사건을 검증하는 중…</translation>
    </message>
  </context>
  <context>
    <name>Words</name>
    <message>
      <source>Contains</source>
      <translation>포함</translation>
    </message>
    <message>
      <source>contains</source>
      <translation>포함</translation>
    </message>
  </context>
  <context>
    <name>WordsBar</name>
    <message>
      <source>Basis</source>
      <translation>근거</translation>
    </message>
    <message>
      <source>Basis of knowledge</source>
      <translation>인지 근거</translation>
    </message>
    <message>
      <source>Basis of knowledge; empty: not assessed</source>
      <translation>인지 근거. 비워 두면 미평가</translation>
    </message>
    <message>
      <source>Claim from this…</source>
      <translation>이 구절로 주장…</translation>
    </message>
    <message>
      <source>Link to map…</source>
      <translation>지도에 연결…</translation>
    </message>
    <message>
      <source>Margin label</source>
      <translation>여백 표시</translation>
    </message>
    <message>
      <source>Mark</source>
      <translation>표시</translation>
    </message>
    <message>
      <source>Mark passage</source>
      <translation>구절 표시</translation>
    </message>
    <message>
      <source>Selected words</source>
      <translation>선택한 단어</translation>
    </message>
  </context>
  <context>
    <name>WorkPanels</name>
    <message>
      <source>Reader</source>
      <translation>열람</translation>
    </message>
    <message>
      <source>Table</source>
      <translation>표</translation>
    </message>
    <message>
      <source>Timeline</source>
      <translation>타임라인</translation>
    </message>
  </context>
  <context>
    <name>Working</name>
    <message>
      <source>Add a transcript</source>
      <translation>녹취록 추가</translation>
    </message>
    <message>
      <source>Add a translation</source>
      <translation>번역문 추가</translation>
    </message>
    <message>
      <source>Enter a testimony</source>
      <translation>증언 입력</translation>
    </message>
  </context>
  <context>
    <name>app</name>
    <message>
      <source>Something went wrong in the program, and what you just asked for was not done.

The case is as it was after the last confirmed change. You can go on working. The log in the profile folder notes where in the program it happened, and nothing of what the case holds.</source>
      <translation>프로그램에 문제가 생겨 방금 요청한 작업을 하지 못했습니다.

사건 파일은 마지막으로 확인된 변경 상태 그대로이며 계속 작업할 수 있습니다. 프로필 폴더의 로그에는 프로그램의 어느 곳에서 문제가 생겼는지만 남고 사건 파일의 내용은 남지 않습니다.</translation>
    </message>
  </context>
  <context>
    <name>attachments</name>
    <message>
      <source>Custody log</source>
      <translation>관리 기록</translation>
    </message>
    <message>
      <source>Encoding</source>
      <translation>문자 인코딩</translation>
    </message>
    <message>
      <source>File name</source>
      <translation>파일 이름</translation>
    </message>
    <message>
      <source>Files of this kind cannot be shown here. Take it out to open it.</source>
      <translation>이 종류의 파일은 여기서 볼 수 없습니다. 반출하여 여십시오.</translation>
    </message>
    <message>
      <source>PDF document</source>
      <translation>PDF 문서</translation>
    </message>
    <message>
      <source>Physical original and where it lies</source>
      <translation>원본과 보관 장소</translation>
    </message>
    <message>
      <source>Redacted copy of {0}</source>
      <translation>{0}의 가림본</translation>
    </message>
    <message>
      <source>SHA-256</source>
      <translation>SHA-256</translation>
    </message>
    <message>
      <source>Sound and film cannot be played here. Take it out to play it.</source>
      <translation>소리와 영상은 여기서 재생할 수 없습니다. 반출하여 재생하십시오.</translation>
    </message>
    <message>
      <source>The case is open for reading only: looking at it is not logged.</source>
      <translation>사건을 읽기 전용으로 열어, 열람이 기록되지 않습니다.</translation>
    </message>
    <message>
      <source>The content of this attachment is not in this file.</source>
      <translation>이 첨부의 내용은 이 사건 파일에 없습니다.</translation>
    </message>
    <message>
      <source>This file is too large to be shown here. Take it out to open it.</source>
      <translation>파일이 너무 커서 여기서 볼 수 없습니다. 반출하여 여십시오.</translation>
    </message>
    <message>
      <source>This text is in an encoding that cannot be read here. Take it out.</source>
      <translation>여기서 읽을 수 없는 문자 인코딩입니다. 반출하여 여십시오.</translation>
    </message>
    <message>
      <source>What the case holds of this attachment does not match its SHA-256 any more. It was changed or swapped, so it is not shown. Verify the case.</source>
      <translation>사건에 들어 있는 이 첨부의 내용이 SHA-256과 더 이상 일치하지 않습니다. 변경되거나 바뀌었으므로 표시하지 않습니다. 사건을 검증하십시오.</translation>
    </message>
    <message>
      <source>What the file says of itself</source>
      <translation>파일의 부가 정보</translation>
    </message>
    <message>
      <source>file</source>
      <translation>파일</translation>
    </message>
    <message>
      <source>film</source>
      <translation>영상</translation>
    </message>
    <message>
      <source>held upside down; not turned here</source>
      <translation>뒤집어 촬영됨(여기서는 돌리지 않음)</translation>
    </message>
    <message>
      <source>picture</source>
      <translation>그림</translation>
    </message>
    <message>
      <source>sound</source>
      <translation>소리</translation>
    </message>
    <message>
      <source>text</source>
      <translation>텍스트</translation>
    </message>
    <message>
      <source>to be turned left; not turned here</source>
      <translation>왼쪽으로 돌려야 바로 보임(여기서는 돌리지 않음)</translation>
    </message>
    <message>
      <source>to be turned right; not turned here</source>
      <translation>오른쪽으로 돌려야 바로 보임(여기서는 돌리지 않음)</translation>
    </message>
    <message>
      <source>{0} bytes</source>
      <translation>{0}바이트</translation>
    </message>
    <message>
      <source>{n} bytes</source>
      <translation>{n}바이트</translation>
    </message>
  </context>
  <context>
    <name>canvas</name>
    <message>
      <source>Several things lie here</source>
      <translation>여러 대상이 겹쳐 있습니다</translation>
    </message>
    <message>
      <source>accounts: {0}</source>
      <translation>진술 {0}</translation>
    </message>
    <message>
      <source>and {0} more</source>
      <translation>외 {0}건</translation>
    </message>
    <message>
      <source>and {0} more here</source>
      <translation>이곳에 {0}건 더</translation>
    </message>
    <message>
      <source>events: {0}</source>
      <translation>사건 {0}</translation>
    </message>
    <message>
      <source>other links: {0}</source>
      <translation>기타 연결 {0}</translation>
    </message>
    <message>
      <source>{0} km</source>
      <translation>{0} km</translation>
    </message>
    <message>
      <source>{0} m</source>
      <translation>{0} m</translation>
    </message>
  </context>
  <context>
    <name>conflicts</name>
    <message>
      <source>Is it the same as {0}?</source>
      <translation>{0}와(과) 같은 것입니까?</translation>
    </message>
    <message>
      <source>One side deleted it while the other changed it.</source>
      <translation>한쪽은 삭제하고 다른 쪽은 수정했습니다.</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>사유</translation>
    </message>
    <message>
      <source>Several rows have this code.</source>
      <translation>여러 자료가 이 코드를 쓰고 있습니다.</translation>
    </message>
    <message>
      <source>delete it</source>
      <translation>삭제</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>비어 있음</translation>
    </message>
    <message>
      <source>keep it, with the changes</source>
      <translation>수정된 대로 유지</translation>
    </message>
    <message>
      <source>mine</source>
      <translation>내 쪽</translation>
    </message>
    <message>
      <source>theirs</source>
      <translation>상대 쪽</translation>
    </message>
    <message>
      <source>{0}: different values were written side by side.</source>
      <translation>{0}: 양쪽에서 서로 다른 값을 적었습니다.</translation>
    </message>
  </context>
  <context>
    <name>drawing</name>
    <message>
      <source>Area {0}</source>
      <translation>면적 {0}</translation>
    </message>
    <message>
      <source>Interrupted: {0}</source>
      <translation>중단됨: {0}</translation>
    </message>
    <message>
      <source>Length {0}</source>
      <translation>길이 {0}</translation>
    </message>
    <message>
      <source>Measuring: click along what you measure; double-click ends</source>
      <translation>측정: 잴 곳을 따라 클릭하고 두 번 클릭으로 마칩니다</translation>
    </message>
    <message>
      <source>Reshaping “{0}”</source>
      <translation>“{0}” 다듬는 중</translation>
    </message>
    <message>
      <source>angle {0}°</source>
      <translation>각 {0}°</translation>
    </message>
    <message>
      <source>area</source>
      <translation>면</translation>
    </message>
    <message>
      <source>bearing {0}°</source>
      <translation>방위각 {0}°</translation>
    </message>
    <message>
      <source>click its place</source>
      <translation>위치를 클릭하십시오</translation>
    </message>
    <message>
      <source>click on; double-click finishes</source>
      <translation>이어서 클릭하고 두 번 클릭으로 마칩니다</translation>
    </message>
    <message>
      <source>click the first corner</source>
      <translation>첫 꼭짓점을 클릭하십시오</translation>
    </message>
    <message>
      <source>drag corners, click an edge to add one, Del removes</source>
      <translation>꼭짓점을 끌고, 변을 클릭해 추가하고, Del로 지웁니다</translation>
    </message>
    <message>
      <source>drag it to its place</source>
      <translation>제자리로 끄십시오</translation>
    </message>
    <message>
      <source>line</source>
      <translation>선</translation>
    </message>
    <message>
      <source>on a corner</source>
      <translation>꼭짓점 위</translation>
    </message>
    <message>
      <source>on an edge</source>
      <translation>변 위</translation>
    </message>
    <message>
      <source>on the middle of an edge</source>
      <translation>변의 중점</translation>
    </message>
    <message>
      <source>outline {0}</source>
      <translation>둘레 {0}</translation>
    </message>
    <message>
      <source>point</source>
      <translation>점</translation>
    </message>
    <message>
      <source>right angle</source>
      <translation>직각</translation>
    </message>
    <message>
      <source>straight on</source>
      <translation>직진</translation>
    </message>
    <message>
      <source>where lines meet</source>
      <translation>선이 만나는 곳</translation>
    </message>
    <message>
      <source>{0} ({1}), 1 corner</source>
      <translation>{0} ({1}), 꼭짓점 1개</translation>
    </message>
    <message>
      <source>{0} ({1}), {2} corners</source>
      <translation>{0} ({1}), 꼭짓점 {2}개</translation>
    </message>
  </context>
  <context>
    <name>entryWords</name>
    <message>
      <source>Reason</source>
      <translation>사유</translation>
    </message>
    <message>
      <source>Restore this value…</source>
      <translation>이 값으로 되돌리기…</translation>
    </message>
    <message>
      <source>Undo this entry…</source>
      <translation>이 기록 되돌리기…</translation>
    </message>
    <message>
      <source>content destroyed</source>
      <translation>내용 파기됨</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>비어 있음</translation>
    </message>
    <message>
      <source>marked as deleted</source>
      <translation>삭제 표시</translation>
    </message>
    <message>
      <source>not signed</source>
      <translation>서명 없음</translation>
    </message>
    <message>
      <source>restored</source>
      <translation>복원</translation>
    </message>
    <message>
      <source>signed on this computer</source>
      <translation>이 컴퓨터에서 서명</translation>
    </message>
    <message>
      <source>signed with {0}, a key not of this computer</source>
      <translation>다른 컴퓨터의 열쇠 {0}(으)로 서명</translation>
    </message>
  </context>
  <context>
    <name>forms</name>
    <message>
      <source>“{text}” is not a number. Leave it empty if nobody said.</source>
      <translation>“{text}”은(는) 숫자가 아닙니다. 아무도 말하지 않았으면 비워 두십시오.</translation>
    </message>
    <message>
      <source>“{text}” is not a whole number. Leave it empty if nobody said.</source>
      <translation>“{text}”은(는) 정수가 아닙니다. 아무도 말하지 않았으면 비워 두십시오.</translation>
    </message>
  </context>
  <context>
    <name>grades</name>
    <message>
      <source>1 account</source>
      <translation>진술 1건</translation>
    </message>
    <message>
      <source>1 event</source>
      <translation>사건 1건</translation>
    </message>
    <message>
      <source>1 source</source>
      <translation>출처 1건</translation>
    </message>
    <message>
      <source>Consent was withdrawn: nothing of it is exported any more</source>
      <translation>동의 철회: 더 이상 내보내지 않습니다</translation>
    </message>
    <message>
      <source>Made up for demonstration; never a fact</source>
      <translation>시연용으로 지어낸 자료이며 사실이 아님</translation>
    </message>
    <message>
      <source>No position is recorded; the row stays usable without one.</source>
      <translation>위치 기록이 없습니다. 위치 없이도 자료를 쓸 수 있습니다.</translation>
    </message>
    <message>
      <source>Spatial precision</source>
      <translation>공간 정밀도</translation>
    </message>
    <message>
      <source>Unlocated</source>
      <translation>위치 미상</translation>
    </message>
    <message>
      <source>Why it is unlocated</source>
      <translation>위치를 모르는 이유</translation>
    </message>
    <message>
      <source>consent withdrawn</source>
      <translation>동의 철회됨</translation>
    </message>
    <message>
      <source>invented</source>
      <translation>가상</translation>
    </message>
    <message>
      <source>not stated</source>
      <translation>언급 없음</translation>
    </message>
    <message>
      <source>precision not stated</source>
      <translation>정밀도 언급 없음</translation>
    </message>
    <message>
      <source>unlocated</source>
      <translation>위치 미상</translation>
    </message>
    <message>
      <source>{n} accounts</source>
      <translation>진술 {n}건</translation>
    </message>
    <message>
      <source>{n} events</source>
      <translation>사건 {n}건</translation>
    </message>
    <message>
      <source>{n} sources</source>
      <translation>출처 {n}건</translation>
    </message>
    <message>
      <source>{what}: go there</source>
      <translation>{what}: 이동</translation>
    </message>
  </context>
  <context>
    <name>linking</name>
    <message>
      <source>Linked last</source>
      <translation>최근 연결</translation>
    </message>
    <message>
      <source>Linked to the same account</source>
      <translation>같은 진술에 연결됨</translation>
    </message>
    <message>
      <source>On the map now</source>
      <translation>지금 지도에 보이는 것</translation>
    </message>
    <message>
      <source>Said of what the map shows</source>
      <translation>지도에 보이는 것에 대한 진술</translation>
    </message>
    <message>
      <source>Selected</source>
      <translation>선택됨</translation>
    </message>
    <message>
      <source>Some to begin with</source>
      <translation>먼저 볼 만한 것</translation>
    </message>
  </context>
  <context>
    <name>phrases</name>
    <message>
      <source>E</source>
      <translation>E</translation>
    </message>
    <message>
      <source>N</source>
      <translation>N</translation>
    </message>
    <message>
      <source>S</source>
      <translation>S</translation>
    </message>
    <message>
      <source>W</source>
      <translation>W</translation>
    </message>
    <message>
      <source>area with {n} corners</source>
      <translation>꼭짓점 {n}개의 면</translation>
    </message>
    <message>
      <source>areas with {n} corners</source>
      <translation>꼭짓점 {n}개의 여러 면</translation>
    </message>
    <message>
      <source>line of {n} points</source>
      <translation>점 {n}개의 선</translation>
    </message>
    <message>
      <source>lines of {n} points</source>
      <translation>점 {n}개의 여러 선</translation>
    </message>
    <message>
      <source>no</source>
      <translation>아니요</translation>
    </message>
    <message>
      <source>shape of {n} points</source>
      <translation>점 {n}개의 도형</translation>
    </message>
    <message>
      <source>undated, kept as words</source>
      <translation>날짜 미상, 말 그대로 보존</translation>
    </message>
    <message>
      <source>unlocated</source>
      <translation>위치 미상</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>예</translation>
    </message>
    <message>
      <source>{n} points</source>
      <translation>점 {n}개</translation>
    </message>
  </context>
  <context>
    <name>reader</name>
    <message>
      <source>Claims</source>
      <translation>주장</translation>
    </message>
    <message>
      <source>Events</source>
      <translation>사건</translation>
    </message>
    <message>
      <source>Nothing linked yet</source>
      <translation>연결 없음</translation>
    </message>
    <message>
      <source>Other things</source>
      <translation>그 밖의 것</translation>
    </message>
    <message>
      <source>Persons and organisations</source>
      <translation>인물과 기관</translation>
    </message>
    <message>
      <source>Places</source>
      <translation>장소</translation>
    </message>
  </context>
  <context>
    <name>table</name>
    <message>
      <source>1 row</source>
      <translation>1행</translation>
    </message>
    <message>
      <source>Filter by empty cells</source>
      <translation>빈 셀만 보기</translation>
    </message>
    <message>
      <source>Filter by “{0}”</source>
      <translation>“{0}”만 보기</translation>
    </message>
    <message>
      <source>a row marked as deleted</source>
      <translation>삭제 표시된 자료</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>비어 있음</translation>
    </message>
    <message>
      <source>not empty</source>
      <translation>비어 있지 않음</translation>
    </message>
    <message>
      <source>undated</source>
      <translation>날짜 미상</translation>
    </message>
    <message>
      <source>{n} hidden by filters</source>
      <translation>필터로 숨긴 행 {n}</translation>
    </message>
    <message>
      <source>{n} located</source>
      <translation>위치 있음 {n}</translation>
    </message>
    <message>
      <source>{n} not selected</source>
      <translation>선택 안 됨 {n}</translation>
    </message>
    <message>
      <source>{n} of {all} shown</source>
      <translation>{all}행 중 {n}행 표시</translation>
    </message>
    <message>
      <source>{n} outside the map view</source>
      <translation>지도 화면 밖 {n}</translation>
    </message>
    <message>
      <source>{n} outside the range of dates</source>
      <translation>기간 밖 {n}</translation>
    </message>
    <message>
      <source>{n} rows</source>
      <translation>{n}행</translation>
    </message>
    <message>
      <source>{n} selected not shown</source>
      <translation>선택했으나 표시 안 됨 {n}</translation>
    </message>
    <message>
      <source>{n} undated hidden by a filter</source>
      <translation>필터로 숨긴 날짜 미상 {n}</translation>
    </message>
    <message>
      <source>{n} undated hidden by the range</source>
      <translation>기간으로 숨긴 날짜 미상 {n}</translation>
    </message>
    <message>
      <source>{n} unlocated, not in the map view</source>
      <translation>위치 미상으로 지도 화면에 없음 {n}</translation>
    </message>
    <message>
      <source>{n} without a number hidden by a filter</source>
      <translation>필터로 숨긴 수치 없는 행 {n}</translation>
    </message>
  </context>
  <context>
    <name>timeline</name>
    <message>
      <source>+{n} undated</source>
      <translation>+{n} 날짜 미상</translation>
    </message>
    <message>
      <source>Undated rows are counted beside the lanes; they are never dropped.</source>
      <translation>날짜 미상인 자료는 줄 옆에 따로 세며 빠뜨리지 않습니다.</translation>
    </message>
    <message>
      <source>What lasts, such as a facility or a fence, is shown unless its dates exclude the range. Scenes go by the day they were taken.</source>
      <translation>시설이나 철책처럼 지속되는 것은 존속 기간이 겹치지 않음이 분명할 때만 빠집니다. 영상은 촬영일로 판단합니다.</translation>
    </message>
    <message>
      <source>Within a range: rows whose date may lie in it. A row lies surely in it when the whole of its uncertain date does.</source>
      <translation>기간 안: 날짜가 그 기간에 들 수 있는 자료. 불확실한 날짜의 범위 전체가 기간 안에 들면 확실히 기간 안으로 봅니다.</translation>
    </message>
    <message>
      <source>all of time</source>
      <translation>전체 기간</translation>
    </message>
    <message>
      <source>outside the range</source>
      <translation>기간 밖</translation>
    </message>
    <message>
      <source>possibly in the range</source>
      <translation>기간에 들 수 있음</translation>
    </message>
    <message>
      <source>surely in the range</source>
      <translation>확실히 기간 안</translation>
    </message>
    <message>
      <source>surely in the range {sure}, possibly {maybe}, outside {outside}</source>
      <translation>확실히 기간 안 {sure}, 들 수 있음 {maybe}, 기간 밖 {outside}</translation>
    </message>
    <message>
      <source>{n} aggregates and practices, not added up</source>
      <translation>집계·관행 {n}건은 합산하지 않음</translation>
    </message>
    <message>
      <source>{n} other counts of them, not added up</source>
      <translation>같은 일에 대한 다른 수치 {n}건은 합산하지 않음</translation>
    </message>
  </context>
</TS>
